namespace FunctionsConnector.FunctionsHost.Workers;

/// <summary>Restarts a crashed worker until the host ends or the limit is reached.</summary>
internal sealed class WorkerSupervisor : IDisposable
{
    private const int FailedStartsUntilGivingUp = 3;

    private readonly FunctionsHostOptions _options;
    private readonly Func<CancellationToken, Task<Worker>> _startAsync;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _watching;
    private volatile TaskCompletionSource<Worker> _ready = New();
    private volatile Worker _latest;

    /// <param name="options">The limits of restarting.</param>
    /// <param name="first">The first worker.</param>
    /// <param name="startAsync">Starts another worker.</param>
    public WorkerSupervisor(FunctionsHostOptions options, Worker first, Func<CancellationToken, Task<Worker>> startAsync)
    {
        (_options, _latest, _startAsync) = (options, first, startAsync);
        _ready.SetResult(first);
        _watching = WatchAsync();
    }

    public int Restarts { get; private set; }

    /// <summary>The running worker, or null.</summary>
    public Worker? Ready => _ready.Task is { IsCompletedSuccessfully: true, Result: { HasEnded: false } worker } ? worker : null;

    /// <returns>The next running worker.</returns>
    public Task<Worker> ReadyAsync(CancellationToken cancellationToken) => _ready.Task.WaitAsync(cancellationToken);

    /// <summary>Kills the latest worker, which is then restarted.</summary>
    public Task KillAsync() => _latest.KillAsync();

    /// <summary>Ends the worker, and kills it after the grace period.</summary>
    /// <returns>The exit code, null for a killed worker; and the number of invocations without an end at the kill.</returns>
    public async Task<(int? ExitCode, int Unanswered)> TerminateAsync()
    {
        await _ending.CancelAsync();
        var worker = _latest;
        var exitCode = await worker.TerminateAsync(_options.GracePeriod);
        var unanswered = exitCode is null ? worker.Unanswered : 0;
        await worker.KillAsync();
        await _watching;
        return (exitCode, unanswered);
    }

    public void Dispose() => _ending.Dispose();

    private async Task WatchAsync()
    {
        for (Worker? worker = _latest; worker is not null; worker = await RestartAsync())
        {
            _latest = worker;
            if (_ending.IsCancellationRequested)
            {
                // It started while the host was ending.
                await worker.KillAsync();
            }

            _ready.TrySetResult(worker);
            await worker.Ended;
            _ready = New();
        }
    }

    private async Task<Worker?> RestartAsync()
    {
        for (var failed = 0; failed < FailedStartsUntilGivingUp && !_ending.IsCancellationRequested && Restarts != _options.RestartLimit; failed++)
        {
            try
            {
                var worker = await _startAsync(_ending.Token);
                Restarts++;
                return worker;
            }
            catch (Exception failure) when (failure is InvalidOperationException or OperationCanceledException)
            {
                _options.Lines.Enqueue($"Host: {failure.Message}");
            }
        }

        return null;
    }

    private static TaskCompletionSource<Worker> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
