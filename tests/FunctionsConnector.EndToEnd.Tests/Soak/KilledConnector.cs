using FunctionsConnector.EndToEnd.Tests.Queues;

namespace FunctionsConnector.EndToEnd.Tests.Soak;

/// <summary>The executable, killed from time to time and started again.</summary>
/// <param name="start">Starts it.</param>
internal sealed class KilledConnector(Func<Task<ConnectorProcess>> start) : IAsyncDisposable
{
    private ConnectorProcess? _process;
    private volatile Uri? _url;
    private int _changes;

    /// <summary>The address of the running process.</summary>
    public Uri Url => _url!;

    /// <summary>How often it was killed.</summary>
    public int Kills => _changes / 2;

    /// <summary>Odd while no process runs. Different before and after a call that a kill interrupted.</summary>
    public int Changes => Volatile.Read(ref _changes);

    /// <summary>The largest resident memory of any of the processes, in bytes.</summary>
    public long PeakMemory { get; private set; }

    /// <summary>The resident memory of the last process at the last sample, in bytes.</summary>
    public long LastMemory { get; private set; }

    public async Task StartAsync()
    {
        _process = await start();
        _url = await _process.Listening;
    }

    /// <summary>Kills the process at this pace until the end.</summary>
    public async Task KillAsync(TimeSpan time, CancellationToken ending)
    {
        var last = TimeProvider.System.GetTimestamp();
        await Pace.EveryAsync(TimeSpan.FromSeconds(1), async () =>
        {
            _process!.HasEnded.ShouldBeFalse("only this test ends the process");
            LastMemory = _process.Memory;
            PeakMemory = Math.Max(PeakMemory, _process.PeakMemory);
            if (TimeProvider.System.GetElapsedTime(last) >= time)
            {
                last = TimeProvider.System.GetTimestamp();
                await KillAsync();
            }
        }, ending);
    }

    /// <summary>Kills the process and starts it again.</summary>
    public async Task KillAsync()
    {
        Interlocked.Increment(ref _changes);
        await _process!.DisposeAsync();
        await StartAsync();
        Interlocked.Increment(ref _changes);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }
}
