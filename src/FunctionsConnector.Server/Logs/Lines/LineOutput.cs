using System.Buffers;

namespace FunctionsConnector.Server.Logs.Lines;

/// <summary>
/// Writes lines to a stream: the first at once, and those that come in the moments after it together. The console logger of the
/// framework wakes its thread for every line, which took a tenth of all processor time under load.
/// </summary>
internal sealed class LineOutput : IDisposable
{
    /// <summary>No person and no collector of logs needs a line sooner.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Bytes that may wait for a reader that is slow; whoever has more to tell waits, too, because no line is dropped.</summary>
    private const int Most = 4 * 1024 * 1024;

    private readonly Stream _stream;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _hasLines = new(0);
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _writing;

    // Never disposed of: somebody may have a line to tell while this ends.
    private readonly ManualResetEventSlim _hasRoom = new(true);
    private ArrayBufferWriter<byte> _gathered = new();
    private ArrayBufferWriter<byte> _written = new();
    private bool _isEnded;

    public LineOutput(Stream stream, TimeProvider time)
    {
        (_stream, _time) = (stream, time);
        _writing = Task.Run(WriteAsync);
    }

    /// <param name="line">A whole line, with its end.</param>
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
            if (_gathered.WrittenCount > Most)
            {
                _hasRoom.Reset();
            }
        }
    }

    /// <summary>Writes what is still to be written.</summary>
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
            // Nobody reads any more, so there is nobody to tell that either.
            lock (_lock)
            {
                _isEnded = true;
                _hasRoom.Set();
            }
        }
    }
}
