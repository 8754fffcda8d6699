using System.Diagnostics.CodeAnalysis;
using FunctionsConnector.Actions;
using FunctionsConnector.Core.Secrets;
using FunctionsConnector.Core.Targets;
using FunctionsConnector.Logs;
using FunctionsConnector.Logs.Lines;
using FunctionsConnector.Security;
using FunctionsConnector.Settings;

namespace FunctionsConnector.Rehearsing;

/// <summary>
/// One update from a key to a line of the log, made beside the start of the process by parts of its own, so that the first real one
/// finds the code compiled: most of a first update's time would go into that. Nothing of it leaves the process, and nothing of it is
/// kept: the vendor is a <see cref="RehearsedVendor"/>, the log goes nowhere, and settings, keys and secrets are the ones below.
/// </summary>
internal static class Rehearsal
{
    private const string Key = "key-of-the-rehearsal";

    private static readonly Dictionary<string, string?> Given = new()
    {
        ["Systems:rehearsal:Kind"] = "Autotask",
        ["Systems:rehearsal:DiscoveryUrl"] = "http://127.0.0.1/",
        ["Systems:rehearsal:Secrets:UserName"] = "name",
        ["Systems:rehearsal:Secrets:Secret"] = "secret",
        ["Systems:rehearsal:Secrets:IntegrationCode"] = "code",
        ["Connector:ApiKeys:0:Name"] = "rehearsal",
        ["Connector:ApiKeys:0:Secret"] = "key",
        ["Connector:ApiKeys:0:Systems:0"] = "*",
        ["Secrets:name"] = "name-of-the-rehearsal",
        ["Secrets:secret"] = "secret-of-the-rehearsal",
        ["Secrets:code"] = "code-of-the-rehearsal",
        ["Secrets:key"] = Key,
    };

    /// <returns>What the update answered.</returns>
    public static async Task<ActionReply> RunAsync()
    {
        // Leaves the caller to start the process meanwhile.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Given).Build();

        // First, because nothing of the process is needed sooner.
        _ = SettingsReader.Read(configuration, TargetSystemKinds.All);
        await using var services = Services(configuration);
        var caller = await services.GetRequiredService<ApiKeys>().RecognizeAsync(Key, CancellationToken.None);
        var offered = services.GetRequiredService<OfferedActions>().All.Single(action => action.Route.OperationId == "UpdateField");
        return await services.GetRequiredService<ActionRunner>().RunAsync(
            offered.Route,
            offered.Action.Value,
            new ActionRequest(caller.Value!, "rehearsal")
            {
                System = "rehearsal",
                RecordType = RehearsedVendor.Entity,
                RecordId = RehearsedVendor.Id,
                ContentType = "application/json",
                Body = """{"field":"title","value":"New"}"""u8.ToArray(),
            },
            CancellationToken.None);
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "What is given to a service provider is disposed of by it.")]
    private static ServiceProvider Services(IConfiguration configuration)
    {
        var services = new ServiceCollection();
        services.AddSingleton(configuration);
        services.AddLogging();
        services.AddConnector();
        services.AddSingleton<HttpMessageHandler>(new RehearsedVendor());
        services.AddSingleton<ILoggerFactory>(provider => new RedactedLoggers(
            new LoggerFactory([new JsonLines(TimeProvider.System, Stream.Null, Stream.Null)]), provider.GetRequiredService<KnownSecrets>()));
        return services.BuildServiceProvider();
    }
}
