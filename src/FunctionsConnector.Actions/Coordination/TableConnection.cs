using Azure.Data.Tables;
using FunctionsConnector.Actions.Queue.Storage;

namespace FunctionsConnector.Actions.Coordination;

/// <summary>A valid connection string of a storage account with tables. Its text contains a secret and is never shown.</summary>
internal sealed class TableConnection
{
    private readonly string _text;
    private readonly Uri _endpoint;

    private TableConnection(string text, Uri endpoint, IReadOnlyList<string> secrets) => (_text, _endpoint, Secrets) = (text, endpoint, secrets);

    /// <summary>The secrets to redact.</summary>
    public IReadOnlyList<string> Secrets { get; }

    /// <summary>The connection, or what is wrong with the text.</summary>
    public static (TableConnection? Connection, string? Problem) Parse(string text)
    {
        text = WithoutSlash(text);
        var endpoint = EndpointOf(text);
        return ConnectionSecrets.ProblemOf(text, endpoint, "TableEndpoint") is { } problem ? (null, problem) : (new TableConnection(text, endpoint!, ConnectionSecrets.Of(text)), null);
    }

    public TableServiceClient Open(TableClientOptions options) => new(_text, options);

    /// <summary>The address only, so that no secret gets into a log.</summary>
    public override string ToString() => _endpoint.GetLeftPart(UriPartial.Path);

    // The library adds one of its own, also behind the account's name in the address of an emulator.
    private static string WithoutSlash(string text) =>
        string.Join(';', text.Split(';').Select(part => part.StartsWith("TableEndpoint=", StringComparison.OrdinalIgnoreCase) ? part.TrimEnd('/') : part));

    private static Uri? EndpointOf(string text)
    {
        try
        {
            return new TableServiceClient(text).Uri;
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or ArgumentException)
        {
            // The exception's message may quote a part of the text, so it is dropped.
            return null;
        }
    }
}
