using FunctionsConnector.Actions.Queue.Messages;
using FunctionsConnector.Actions.Queue.Storage;
using FunctionsConnector.FunctionsHost;

namespace FunctionsConnector.EndToEnd.Tests.Queues;

/// <summary>
/// The simulated systems, a storage account, and the published executable in one of its two homes. At the end it checks that the output of
/// the executable contains no secret.
/// </summary>
internal sealed class QueueWorld : IAsyncDisposable
{
    /// <summary>The visibility timeout of a message, also before its next attempt. It is short, so that a test does not wait long after a kill.</summary>
    public static readonly TimeSpan Visibility = TimeSpan.FromSeconds(2);

    private readonly StorageAccount _account;
    private readonly PublishedServer? _server;
    private readonly ConcurrentQueue<string> _lines = new();

    private QueueWorld(SandboxServer sandbox, StorageAccount account, PublishedServer? server)
    {
        (Sandbox, _account, _server) = (sandbox, account, server);
        Queues = account.Queues;
    }

    public SandboxServer Sandbox { get; }

    public UpdateQueues Queues { get; }

    public StorageAccount Account => _account;

    /// <summary>The output of the executable so far.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    /// <param name="azurite">The storage emulator.</param>
    /// <param name="server">The native executable; null if it is not started.</param>
    /// <param name="hasTables">Whether the account has tables.</param>
    public static async Task<QueueWorld> StartAsync(AzuriteServer azurite, PublishedServer? server = null, bool hasTables = false)
    {
        var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);
        sandbox.Autotask.Behavior = sandbox.Autotask.Behavior with { HourlyLimit = int.MaxValue };
        sandbox.TeamDynamix.Behavior = sandbox.TeamDynamix.Behavior with { CallLimit = 1_000_000 };
        var world = new QueueWorld(sandbox, hasTables ? await azurite.NewAccountWithTablesAsync() : await azurite.NewAccountAsync(), server);
        await world._account.CreateQueuesAsync();
        return world;
    }

    /// <summary>Starts the executable without a host; it polls the queue.</summary>
    public async Task<ConnectorProcess> StartStandaloneAsync(IEnumerable<KeyValuePair<string, string?>>? more = null)
    {
        var process = ConnectorProcess.Start(await _server!.FolderAsync(), With(StandaloneSettings(), more), _lines);
        await process.Listening;
        return process;
    }

    /// <summary>Starts the executable in an environment like a container, which the script creates.</summary>
    public async Task<ConnectorProcess> StartLikeAContainerAsync(string script, IEnumerable<KeyValuePair<string, string?>> variables)
    {
        var process = ConnectorProcess.StartLikeAContainer(script, await _server!.FolderAsync(), StandaloneSettings().Concat(variables), _lines);
        await process.Listening;
        return process;
    }

    /// <summary>Starts the function app with the local host, which gets the same settings as app settings.</summary>
    public Task<LocalFunctionsHost> StartFunctionsHostAsync(string app, IEnumerable<KeyValuePair<string, string?>>? more = null, string? connection = null) => LocalFunctionsHost.StartAsync(
        new FunctionsHostOptions
        {
            AppFolder = app,
            Settings = new Dictionary<string, string?>(With(Settings(), more))
            {
                ["Queue"] = connection ?? _account.ConnectionString,
                ["Queue:Name"] = Queues.Updates.Name,
                ["Queue:VisibilityTimeout"] = Visibility.ToString("c"),
                ["AzureFunctionsJobHost:extensions:queues:visibilityTimeout"] = Visibility.ToString("c"),
            },
            MessageVisibility = Visibility,
            MaxPollingInterval = TimeSpan.FromSeconds(1),
            GracePeriod = TimeSpan.FromSeconds(30),
            Lines = _lines,
        },
        TestContext.Current.CancellationToken);

    public async Task<string> PutAsync(string text)
    {
        var put = await Queues.Updates.PutAsync(text, expires: false, TestContext.Current.CancellationToken);
        return put.Value ?? throw new InvalidOperationException(put.Failure!.Message);
    }

    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <summary>Takes all visible messages off a queue. Azurite is slower with more messages.</summary>
    public static async Task<IReadOnlyList<ReceivedMessage>> TakeAllAsync(StorageQueue queue)
    {
        var all = new List<ReceivedMessage>();
        while (await queue.ReceiveAsync(StorageQueue.LargestBatch, TimeSpan.FromHours(1), TestContext.Current.CancellationToken) is { Value: { Count: > 0 } batch })
        {
            all.AddRange(batch);
            await Task.WhenAll(batch.Select(message => queue.DeleteAsync(message, TestContext.Current.CancellationToken)));
        }

        // Messages are searched for secrets at the end of the run, like the log.
        World.KeepLog(all.Select(message => MessageText.Decode(message.Text).ReplaceLineEndings(" ")));
        return all;
    }

    public async ValueTask DisposeAsync()
    {
        await Sandbox.DisposeAsync();
        World.KeepLog(_lines);
        Secrecy.Check([.. _lines], [.. World.SecretsOf(Sandbox), _account.Key]);
    }

    /// <summary>Waits for a condition. Fails the test after the limit.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, TimeSpan limit, string what)
    {
        using var time = new CancellationTokenSource(limit);
        using var every = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await condition())
        {
            time.IsCancellationRequested.ShouldBeFalse(what);
            await every.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    private static Dictionary<string, string?> With(Dictionary<string, string?> settings, IEnumerable<KeyValuePair<string, string?>>? more)
    {
        foreach (var (name, value) in more ?? [])
        {
            settings[name] = value;
        }

        return settings;
    }

    private Dictionary<string, string?> StandaloneSettings() => new(Settings())
    {
        ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
        ["Queue:Connection"] = _account.ConnectionString,
        ["Queue:VisibilityTimeout"] = Visibility.ToString("c"),
    };

    private Dictionary<string, string?> Settings()
    {
        var settings = World.Settings(Sandbox);
        settings["Systems:teamdynamix:CallsPerMinute"] = "1000000";
        return settings;
    }
}
