using System.Security.Cryptography;
using FunctionsConnector.Actions;
using FunctionsConnector.Parsing;
using FunctionsConnector.Rendering;
using FunctionsConnector.Security;

namespace FunctionsConnector;

/// <summary>
/// Does beside the start of the server what the first request would have to wait for: the Functions host sends it as soon as the
/// server answers. It asks nobody anything; catalogs and credentials are fetched at the first need. If it breaks, the process ends as
/// it does when any other part of it breaks.
/// </summary>
internal sealed class HeadStart(OfferedActions actions) : BackgroundService
{
    /// <summary>What needs no settings: loads the cryptographic library and has the way of a body to a reply compiled.</summary>
    public static Task RehearseAsync() => Task.Run(() =>
    {
        _ = SHA256.HashData(""u8);
        _ = UpdateFieldBody.Read(new ActionRequest(new Caller(string.Empty, []), string.Empty)
        {
            ContentType = "application/json",
            Body = """{"field":"title","value":"New","verify":true}"""u8.ToArray(),
        });
        _ = ReplyJson.Write(
            new UpdateReply(true, "applied", true, string.Empty, string.Empty, string.Empty, [new FieldReply("title", "Title", "New", "New")], string.Empty),
            ReplyJson.Default.UpdateReply);
    });

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(
        () =>
        {
            foreach (var offered in actions.All)
            {
                _ = offered.Action.Value;
            }
        },
        stoppingToken);
}
