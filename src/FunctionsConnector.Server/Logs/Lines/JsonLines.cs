namespace FunctionsConnector.Server.Logs.Lines;

/// <summary>
/// One JSON line per event on stdout. The Functions host reads every line on stderr as an error, so only errors go there. They are written
/// at once, because they may be the last lines of the process.
/// </summary>
[ProviderAlias("JsonLines")]
internal sealed class JsonLines(TimeProvider time, Stream output, Stream errors) : ILoggerProvider
{
    private readonly LineOutput _output = new(output, time);
    private readonly TimeProvider _time = time;
    private readonly Lock _lock = new();

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
        _output.Dispose();
        errors.Dispose();
    }

    private void Write(LogLevel level, ReadOnlySpan<byte> line)
    {
        if (level < LogLevel.Error)
        {
            _output.Write(line);
            return;
        }

        lock (_lock)
        {
            errors.Write(line);
        }
    }

    private sealed class Logger(JsonLines lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => lines.Write(
            logLevel,
            JsonLine.Of(
                lines._time.GetUtcNow(),
                logLevel,
                category,
                eventId,
                formatter(state, exception),
                exception,
                state as IReadOnlyList<KeyValuePair<string, object?>> ?? []));
    }
}
