using FunctionsConnector.FunctionsHost.Http;
using FunctionsConnector.FunctionsHost.Queues;
using FunctionsConnector.FunctionsHost.Workers;
using Microsoft.AspNetCore.Builder;

namespace FunctionsConnector.FunctionsHost;

/// <summary>
/// A local substitute for the Azure Functions host. Runs a published isolated app over the same gRPC protocol as the real host, with HTTP
/// and storage queue triggers. It uses only the folder, the worker and the settings of the app. For tests and benchmarks only.
/// </summary>
public sealed class LocalFunctionsHost : IAsyncDisposable
{
    internal const string Version = "4.1037.0.0";

    private readonly FunctionsHostOptions _options;
    private readonly HostSettings _settings;
    private readonly WebApplication _grpc;
    private readonly WorkerSupervisor _supervisor;
    private readonly Invocations _invocations;
    private readonly HttpProxy _proxy;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lazy<Task<int?>> _terminated;
    private WebApplication? _http;
    private Task _triggers = Task.CompletedTask;

    private LocalFunctionsHost(FunctionsHostOptions options, WebApplication grpc, Worker worker, Func<CancellationToken, Task<Worker>> startWorkerAsync)
    {
        (_options, _settings, _grpc) = (options, new HostSettings(options), grpc);
        _supervisor = new WorkerSupervisor(options, worker, startWorkerAsync);
        _invocations = new Invocations(_settings.FunctionTimeout, options.Lines);
        _proxy = new HttpProxy(options, _supervisor, _invocations);
        _terminated = new(EndWorkerAsync);
        Functions = [.. worker.Functions.Where(function => !_settings.IsDisabled(function))];
    }

    /// <summary>The address of the HTTP server.</summary>
    public Uri Url => new(_http!.Urls.Single());

    /// <summary>The functions that are not disabled.</summary>
    public IReadOnlyList<AppFunction> Functions { get; }

    /// <summary>The number of crashed workers that were replaced by a running one.</summary>
    public int Restarts => _supervisor.Restarts;

    /// <summary>The number of invocations without an end although their worker was running: within <c>functionTimeout</c>, or within the grace period.</summary>
    public int Hung => _invocations.Hung;

    /// <summary>The process id of the running worker; null for none.</summary>
    public int? WorkerProcessId => _supervisor.Ready?.ProcessId;

    /// <returns>The host with a running worker, loaded functions and listening triggers.</returns>
    public static async Task<LocalFunctionsHost> StartAsync(FunctionsHostOptions options, CancellationToken cancellationToken)
    {
        options = options with { AppFolder = Path.GetFullPath(options.AppFolder) };
        var (grpc, streams) = await WorkerStreams.StartAsync(cancellationToken);
        LocalFunctionsHost? host = null;
        try
        {
            Task<Worker> StartWorkerAsync(CancellationToken token) => Worker.StartAsync(options, streams, new Uri(grpc.Urls.Single()), token);
            host = new LocalFunctionsHost(options, grpc, await StartWorkerAsync(cancellationToken), StartWorkerAsync);
            await host.ListenAsync(cancellationToken);
            return host;
        }
        catch
        {
            await (host?.DisposeAsync() ?? grpc.DisposeAsync());
            throw;
        }
    }

    /// <summary>Sends SIGKILL to the worker, which the host treats as a crash. Returns when the process has ended, before a new one runs.</summary>
    public Task KillWorkerAsync() => _supervisor.KillAsync();

    /// <summary>Waits for a running worker, for example after a kill.</summary>
    public Task WorkerReadyAsync(CancellationToken cancellationToken) => _supervisor.ReadyAsync(cancellationToken);

    /// <summary>
    /// Receives no further queue message, cancels the running invocations, ends the worker with <c>WorkerTerminate</c>, and kills it
    /// after the grace period. Received messages become visible again.
    /// </summary>
    /// <returns>The worker's exit code; null if it was killed.</returns>
    public Task<int?> TerminateAsync() => _terminated.Value;

    /// <summary>Ends the worker as <see cref="TerminateAsync"/> does, and then the servers.</summary>
    public async ValueTask DisposeAsync()
    {
        await TerminateAsync();
        if (_http is not null)
        {
            await _http.DisposeAsync();
        }

        await _grpc.DisposeAsync();
        _proxy.Dispose();
        _supervisor.Dispose();
        _stopping.Dispose();
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        var triggers = Functions
            .Where(function => function.IsQueue)
            .Select(function => new QueueTrigger(function, _options, _settings, _supervisor, _invocations))
            .ToList();
        _http = await _proxy.StartAsync(Functions, _settings.RoutePrefix, cancellationToken);
        _triggers = Task.WhenAll(triggers.Select(trigger => trigger.RunAsync(_stopping.Token)));
    }

    private async Task<int?> EndWorkerAsync()
    {
        await _stopping.CancelAsync();
        var (exitCode, unanswered) = await _supervisor.TerminateAsync();
        _invocations.AddHung(unanswered);
        await _triggers;
        return exitCode;
    }
}
