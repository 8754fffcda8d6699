using System.Buffers;

namespace FunctionsConnector.Server.Logs.Lines;

/// <summary>
/// Writes lines to a stream: the first at once, and those of the next 20 ms together. The console logger of the framework wakes its
/// thread for every line, which took a tenth of all processor time under load.
/// </summary>
internal sealed class LineOutput : IDisposable
{
    /// <summary>The longest delay of a line, short enough for people and log collectors.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>The bytes that may wait for a slow reader. Beyond them callers wait, because no line is dropped.</summary>
    private const int MaxWaitingBytes = 4 * 1024 * 1024;

    private readonly Stream _stream;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _hasLines = new(0);
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _writing;

    // Not disposed: a caller may write a line during the disposal.
    private readonly ManualResetEventSlim _hasRoom = new(true);
    private ArrayBufferWriter<byte> _gathered = new();
    private ArrayBufferWriter<byte> _written = new();
    private bool _isEnded;

    public LineOutput(Stream stream, TimeProvider time)
    {
        (_stream, _time) = (stream, time);
        _writing = Task.Run(WriteAsync);
    }

    /// <param name="line">A whole line, with its line end.</param>
    public void Write(ReadOnlySpan<byte> line)
    {
        _hasRoom.Wait();
        lock (_lock)
        {
            if (_isEnded)
            {
                return;
            }

            if (_gathered.WrittenCount == 0)
            {
                _hasLines.Release();
            }

            _gathered.Write(line);
            if (_gathered.WrittenCount > MaxWaitingBytes)
            {
                _hasRoom.Reset();
            }
        }
    }

    /// <summary>Writes the waiting lines.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isEnded = true;
            _hasLines.Release();
        }

        _ending.Cancel();
        _writing.GetAwaiter().GetResult();
        _hasLines.Dispose();
        _ending.Dispose();
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
                    _hasRoom.Set();
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
                _hasRoom.Set();
            }
        }
    }
}
