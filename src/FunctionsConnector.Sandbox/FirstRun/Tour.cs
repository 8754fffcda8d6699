using System.Net;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.FirstRun;

/// <summary>
/// The first run: sandbox and connector start together, a ticket is updated while you watch, and both stay up to be tried.
/// </summary>
internal static class Tour
{
    private const int SandboxPort = 7070;

    /// <returns>The exit code: 1 where a port is taken or an update did not go as it should.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        using var stopping = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stopping.Cancel();
        };
        try
        {
            await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Port = SandboxPort }, stopping.Token);
            using var trusting = SandboxTrust.Transport(sandbox.Certificate);
            await using var connector = DemonstrationConnector.Create(args, sandbox, trusting);
            await connector.StartAsync(stopping.Token);
            var url = new Uri(connector.Urls.Single());

            using var guide = new Guide(url, sandbox);
            var went = await guide.ShowAsync(stopping.Token);
            guide.InviteToTry();
            await connector.WaitForShutdownAsync(stopping.Token);
            return went ? 0 : 1;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception exception) when (exception is IOException or HttpListenerException)
        {
            await Console.Error.WriteLineAsync($"The sandbox cannot start: {exception.Message} Ports {SandboxPort} and 7071 must be free.");
            return 1;
        }
    }
}
