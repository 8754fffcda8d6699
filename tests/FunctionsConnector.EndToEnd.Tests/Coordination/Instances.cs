using FunctionsConnector.Actions.Coordination;
using FunctionsConnector.Actions.Queue.Messages;
using FunctionsConnector.Actions.Queue.Storage;
using FunctionsConnector.Core.Coordination;
using FunctionsConnector.Core.Resilience;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsConnector.EndToEnd.Tests.Coordination;

/// <summary>Two instances of the connector with the same systems, queues and tables.</summary>
internal sealed class Instances : IAsyncDisposable
{
    private readonly AzuriteProxy[] _tables;

    private Instances(World first, World second, AzuriteProxy[] tables, UpdateQueues queues) => (First, Second, _tables, Queues) = (first, second, tables, queues);

    public World First { get; }

    public World Second { get; }

    public UpdateQueues Queues { get; }

    public SandboxServer Sandbox => First.Sandbox;

    /// <summary>The table as the first instance sees it.</summary>
    public ISharedTable Table => First.Services.GetRequiredService<ConfiguredTable>().Shared!.Table;

    /// <param name="azurite">The storage emulator.</param>
    /// <param name="listening">Whether the instances take messages from the queue.</param>
    public static async Task<Instances> StartAsync(AzuriteServer azurite, bool listening)
    {
        var account = await azurite.NewAccountWithTablesAsync();
        AzuriteProxy[] tables = [await AzuriteProxy.StartForTablesAsync(account), await AzuriteProxy.StartForTablesAsync(account)];
        var queues = await account.CreateQueuesAsync();
        var timing = new Timing { Request = TimeSpan.FromSeconds(20), BetweenReadBacks = TimeSpan.FromMilliseconds(1), FirstRetry = TimeSpan.FromMilliseconds(1) };
        var first = await StartAsync(tables[0], null);
        first.Sandbox.Autotask.Behavior = first.Sandbox.Autotask.Behavior with { HourlyLimit = int.MaxValue };
        return new Instances(first, await StartAsync(tables[1], first.Sandbox), tables, queues);

        Task<World> StartAsync(AzuriteProxy proxy, SandboxServer? sandbox) => World.StartAsync(
            timing,
            builder =>
            {
                if (!listening)
                {
                    World.WithoutListener(builder);
                }
            },
            all =>
            {
                all["Queue:Connection"] = account.ConnectionString;
                all["Coordination:Connection"] = proxy.Account.TableConnection;
            },
            sandbox: sandbox);
    }

    /// <summary>No call of an instance reaches the tables until <see cref="StartTables"/>.</summary>
    public void StopTables(World instance) => _tables[instance == First ? 0 : 1].Intercept = context =>
    {
        context.Abort();
        return true;
    };

    public void StartTables()
    {
        foreach (var proxy in _tables)
        {
            proxy.Intercept = _ => false;
        }
    }

    public async Task PutAsync(string text) => (await Queues.Updates.PutAsync(text, expires: false, TestContext.Current.CancellationToken)).Failure.ShouldBeNull();

    /// <summary>One instance's outcome of a message, before it puts anything on a queue.</summary>
    public static Task<MessageOutcome> HandleAsync(World instance, QueueMessage message) =>
        instance.Services.GetRequiredService<MessageHandler>().HandleAsync(message, TestContext.Current.CancellationToken);

    public static JsonElement ResultOf(MessageOutcome outcome) => JsonElement.Parse(outcome.ShouldBeOfType<MessageOutcome.Ended>().Result);

    /// <summary>The message of an update.</summary>
    public static string Update(long ticket, string title, string id = "m") =>
        $$$"""{"id":"{{{id}}}","system":"autotask","recordType":"Tickets","recordId":"{{{ticket}}}","fields":{"title":"{{{title}}}"}}""";

    public async ValueTask DisposeAsync()
    {
        await Second.DisposeAsync();
        await First.DisposeAsync();
        foreach (var proxy in _tables)
        {
            await proxy.DisposeAsync();
        }
    }
}
