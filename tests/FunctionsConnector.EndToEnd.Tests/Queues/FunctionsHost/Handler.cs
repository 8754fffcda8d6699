using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FunctionsConnector.EndToEnd.Tests.Queues.FunctionsHost;

/// <summary>
/// The handler's process under the host: a free port, the host's environment, a ping every 25 ms until the first answer, and a new
/// process when it ends other than with 0.
/// </summary>
internal sealed class Handler : IAsyncDisposable
{
    private readonly string _folder;
    private readonly IReadOnlyDictionary<string, string?> _appSettings;
    private readonly ConcurrentQueue<string> _lines;
    private readonly SocketsHttpHandler _sockets = new() { AllowAutoRedirect = false, UseCookies = false, UseProxy = false };
    private readonly CancellationTokenSource _ending = new();
    private volatile Running? _running;
    private Task _watching = Task.CompletedTask;

    public Handler(string folder, string executable, IReadOnlyDictionary<string, string?> appSettings, ConcurrentQueue<string> lines)
    {
        File.Exists(Path.Combine(folder, executable)).ShouldBeTrue("host.json names an executable that is there");
        (_folder, _appSettings, _lines) = (folder, appSettings, lines);
        Client = new HttpClient(_sockets, disposeHandler: false) { Timeout = TimeSpan.FromMinutes(3) };
    }

    public HttpClient Client { get; }

    /// <summary>How often it had to be started again.</summary>
    public int Restarts { get; private set; }

    public Uri Url => _running?.Url ?? throw new HttpRequestException("The handler is being started again.");

    public async Task StartAsync()
    {
        await StartOneAsync();
        _watching = WatchAsync();
    }

    public Task KillAsync() => _running?.Process.KillAsync() ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await KillAsync();
        await _watching;
        Client.Dispose();
        _sockets.Dispose();
        _ending.Dispose();
    }

    private async Task StartOneAsync()
    {
        var port = FreePort().ToString(CultureInfo.InvariantCulture);
        var environment = new Dictionary<string, string?>(_appSettings)
        {
            ["FUNCTIONS_CUSTOMHANDLER_PORT"] = port,
            ["FUNCTIONS_HTTPWORKER_PORT"] = port,
            ["FUNCTIONS_CUSTOMHANDLER_WORKER_ID"] = Guid.NewGuid().ToString(),
            ["FUNCTIONS_APP_ROOT_PATH"] = _folder,
            ["FUNCTIONS_WORKER_RUNTIME"] = "custom",
        };
        var process = ConnectorProcess.Start(_folder, environment, _lines);
        var url = new Uri($"http://127.0.0.1:{port}/");
        await PingAsync(process, url);
        _running = new Running(process, url);
    }

    private async Task PingAsync(ConnectorProcess process, Uri url)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var every = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (await every.WaitForNextTickAsync(limit.Token))
        {
            if (process.HasEnded)
            {
                return;
            }

            try
            {
                // Any answer will do; only a socket error means "not yet".
                using var answer = await Client.GetAsync(url, limit.Token);
                return;
            }
            catch (HttpRequestException)
            {
            }
        }
    }

    private async Task WatchAsync()
    {
        while (_running is { } running)
        {
            await running.Process.Ended;
            _running = null;
            var exitCode = running.Process.ExitCode;
            await running.Process.DisposeAsync();
            if (_ending.IsCancellationRequested || exitCode == 0)
            {
                return;
            }

            await StartOneAsync();
            Restarts++;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed record Running(ConnectorProcess Process, Uri Url);
}
