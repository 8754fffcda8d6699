using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using FunctionsConnector.Actions.Queue.Storage;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.FirstRun;

/// <summary>
/// The demo of the first run. Starts sandbox and connector, shows a few updates with their reply and the record, and keeps running
/// for the reader's own calls.
/// </summary>
/// <param name="args">The command line: settings of the connector, and <c>--sandbox-port</c>.</param>
internal sealed class Demo(string[] args)
{
    private readonly int _sandboxPort = int.Parse(
        new ConfigurationBuilder().AddCommandLine(args).Build()["sandbox-port"] ?? "7070", CultureInfo.InvariantCulture);

    private bool _succeeded = true;

    /// <returns>The exit code: 1 if a port is taken or an update does not have the expected outcome.</returns>
    public async Task<int> RunAsync()
    {
        Page.Show("Record Field Updater with a simulated Autotask, TeamDynamix and Key Vault, all on this machine.");
        using var stopping = new CancellationTokenSource();
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            await RunAsync(stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Ctrl+C or SIGTERM ends the demo.
        }
        catch (Exception exception) when (exception is IOException or HttpListenerException)
        {
            await Console.Error.WriteLineAsync($"The sandbox cannot start: {exception.Message} Ports {_sandboxPort} and 7071 must be free.");
            return 1;
        }

        return _succeeded ? 0 : 1;

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopping.Cancel();
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        // The updates over HTTP do not wait for Azurite, which takes a second to start, and longer the first time.
        await using var storage = new DemoStorage(cancellationToken);
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Port = _sandboxPort }, cancellationToken);
        using var trusting = SandboxTrust.Transport(sandbox.Certificate);
        await WithConnectorAsync(queue: null, (caller, _) => ShowHttpAsync(caller, sandbox, cancellationToken));
        await WithConnectorAsync(await storage.ConnectionAsync(), (caller, queues) => FollowAsync(caller, sandbox, queues, cancellationToken));

        async Task WithConnectorAsync(string? queue, Func<DemoCaller, UpdateQueues?, Task> use)
        {
            await using var connector = DemoConnector.Create(args, sandbox, trusting, queue);
            await connector.StartAsync(cancellationToken);
            using var caller = new DemoCaller(connector);
            try
            {
                await use(caller, connector.Services.GetRequiredService<ConfiguredQueues>().Queues);
            }
            finally
            {
                // The connector completes running updates.
                await connector.StopAsync(CancellationToken.None);
            }
        }
    }

    private async Task ShowHttpAsync(DemoCaller caller, SandboxServer sandbox, CancellationToken cancellationToken)
    {
        foreach (var update in DemoUpdate.All)
        {
            _succeeded &= await update.ShowAsync(caller, sandbox, cancellationToken);
        }

        _succeeded &= await CoalescedUpdates.ShowAsync(caller, sandbox, cancellationToken);
    }

    private async Task FollowAsync(DemoCaller caller, SandboxServer sandbox, UpdateQueues? queues, CancellationToken cancellationToken)
    {
        if (queues is not null)
        {
            _succeeded &= await QueuedUpdates.ShowAsync(caller, sandbox, queues, cancellationToken);
        }

        Invitation.Show(caller.Url, sandbox, hasQueue: queues is not null);
        await (queues is null ? Task.Delay(Timeout.Infinite, cancellationToken) : QueuedUpdates.FollowAsync(queues, cancellationToken));
    }
}
