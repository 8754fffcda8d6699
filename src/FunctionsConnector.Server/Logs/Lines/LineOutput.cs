using System.Buffers;

namespace FunctionsConnector.Server.Logs.Lines;

/// <summary>
/// Writes lines to a stream: the first at once, and those of the next 20 ms together. The console logger of the framework wakes its
/// thread for every line, which took a tenth of all processor time under load. Nobody waits for a reader that has stopped: lines that
/// find the buffer full are dropped, and a line says how many.
/// </summary>
internal sealed class LineOutput : IDisposable
{
    /// <summary>The longest delay of a line, short enough for people and log collectors.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>The bytes that may wait for a slow reader.</summary>
    internal const int MaxWaitingBytes = 4 * 1024 * 1024;

    /// <summary>How long the end of the process waits for a slow reader.</summary>
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(2);

    private readonly Stream _stream;
    private readonly TimeProvider _time;
    private readonly Func<long, ReadOnlySpan<byte>> _lineOfDropped;
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _hasLines = new(0);
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _writing;
    private ArrayBufferWriter<byte> _gathered = new();
    private ArrayBufferWriter<byte> _written = new();
    private long _dropped;
    private bool _isEnded;

    /// <param name="stream">Where the lines go.</param>
    /// <param name="time">The clock of the pause between two writes.</param>
    /// <param name="lineOfDropped">Makes the line that reports how many lines were dropped.</param>
    public LineOutput(Stream stream, TimeProvider time, Func<long, ReadOnlySpan<byte>> lineOfDropped)
    {
        (_stream, _time, _lineOfDropped) = (stream, time, lineOfDropped);
        _writing = Task.Run(WriteAsync);
    }

    /// <param name="line">A whole line, with its line end.</param>
    public void Write(ReadOnlySpan<byte> line)
    {
        lock (_lock)
        {
            if (_isEnded)
            {
                return;
            }

            if (_gathered.WrittenCount + line.Length > MaxWaitingBytes)
            {
                _dropped++;
                return;
            }

            if (_gathered.WrittenCount == 0)
            {
                _hasLines.Release();
            }

            _gathered.Write(line);
        }
    }

    /// <summary>Writes the waiting lines, unless the reader has stopped.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isEnded = true;
            _hasLines.Release();
        }

        _ending.Cancel();
        if (_writing.Wait(LongestEnd))
        {
            _hasLines.Dispose();
            _ending.Dispose();
        }
    }

    private async Task WriteAsync()
    {
        try
        {
            for (var isEnded = false; !isEnded;)
            {
                await _hasLines.WaitAsync();
                lock (_lock)
                {
                    (_gathered, _written, isEnded) = (_written, _gathered, _isEnded);
                    if (_dropped > 0)
                    {
                        _written.Write(_lineOfDropped(_dropped));
                        _dropped = 0;
                    }
                }

                await _stream.WriteAsync(_written.WrittenMemory);
                await _stream.FlushAsync();
                _written.ResetWrittenCount();
                await Task.Delay(Pause, _time, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (IOException)
        {
            // The reader has closed the pipe, so there is no output to report this to.
            lock (_lock)
            {
                _isEnded = true;
            }
        }
    }
}
