using System.Threading.Channels;
using FunctionsConnector.Core.Tests.Testing;
using FunctionsConnector.Server.Logs.Lines;

namespace FunctionsConnector.Actions.Tests.Logs.Lines;

public sealed class LineOutputTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void Dispose_writes_all_lines_in_order()
    {
        using var stream = new MemoryStream();
        using (var output = new LineOutput(stream, _clock, DroppedLine))
        {
            for (var line = 0; line < 1000; line++)
            {
                output.Write(Encoding.UTF8.GetBytes($"{line}\n"));
            }
        }

        Encoding.UTF8.GetString(stream.ToArray()).ShouldBe(string.Concat(Enumerable.Range(0, 1000).Select(line => $"{line}\n")));
    }

    [Fact]
    public async Task The_first_line_is_written_at_once()
    {
        using var stream = new WatchedStream();
        using var output = new LineOutput(stream, _clock, DroppedLine);

        output.Write("first\n"u8);

        (await stream.Writes.Reader.ReadAsync(TestContext.Current.CancellationToken)).ShouldBe("first\n");
    }

    [Fact]
    public async Task Lines_within_the_pause_are_written_together()
    {
        using var stream = new WatchedStream();
        using var output = new LineOutput(stream, _clock, DroppedLine);
        output.Write("first\n"u8);
        await stream.Writes.Reader.ReadAsync(TestContext.Current.CancellationToken);
        output.Write("second\n"u8);
        output.Write("third\n"u8);

        (await _clock.RunAsync(stream.Writes.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask())).ShouldBe("second\nthird\n");
    }

    [Fact]
    public void A_closed_pipe_drops_lines_without_waiting()
    {
        using var output = new LineOutput(new BrokenStream(), _clock, DroppedLine);

        for (var line = 0; line < 100; line++)
        {
            output.Write(new byte[1024 * 1024]);
        }
    }

    [Fact]
    public async Task A_reader_that_stops_blocks_nobody_and_learns_how_many_lines_were_dropped()
    {
        using var stream = new StoppedStream();
        using var output = new LineOutput(stream, _clock, DroppedLine);
        var line = new byte[LineOutput.MaxWaitingBytes / 4];
        output.Write("first\n"u8);
        await stream.Started.Task;

        for (var number = 0; number < 10; number++)
        {
            output.Write(line);
        }

        stream.Resume.SetResult();
        await _clock.RunAsync(stream.Second.Task);
        stream.Written.Skip(1).ShouldHaveSingleItem().ShouldBe($"{Encoding.UTF8.GetString(new byte[LineOutput.MaxWaitingBytes])}6 dropped\n");
    }

    private static ReadOnlySpan<byte> DroppedLine(long count) => Encoding.UTF8.GetBytes($"{count} dropped\n");

    /// <summary>Blocks the first write until it is resumed.</summary>
    private sealed class StoppedStream : MemoryStream
    {
        public TaskCompletionSource Started { get; } = new();

        public TaskCompletionSource Resume { get; } = new();

        public TaskCompletionSource<bool> Second { get; } = new();

        public List<string> Written { get; } = [];

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Written.Add(Encoding.UTF8.GetString(buffer.Span));
            if (Written.Count == 1)
            {
                Started.SetResult();
                await Resume.Task;
            }
            else
            {
                Second.TrySetResult(true);
            }
        }
    }

    /// <summary>Signals each write.</summary>
    private sealed class WatchedStream : MemoryStream
    {
        public Channel<string> Writes { get; } = Channel.CreateUnbounded<string>();

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!buffer.IsEmpty)
            {
                await Writes.Writer.WriteAsync(Encoding.UTF8.GetString(buffer.Span), cancellationToken);
            }
        }
    }

    /// <summary>A pipe whose other end is closed.</summary>
    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromException(new IOException("The pipe is broken."));
    }
}
