namespace FunctionsConnector.Server.Logs.Lines;

/// <summary>
/// One JSON line per event: errors on stderr, everything else on stdout. No caller waits for a reader of either.
/// </summary>
[ProviderAlias("JsonLines")]
internal sealed class JsonLines : ILoggerProvider
{
    private readonly TimeProvider _time;
    private readonly LineOutput _output;
    private readonly LineOutput _errors;

    public JsonLines(TimeProvider time, Stream output, Stream errors)
    {
        _time = time;
        _output = new LineOutput(output, time, LineOfDropped);
        _errors = new LineOutput(errors, time, LineOfDropped);
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
        _output.Dispose();
        _errors.Dispose();
    }

    private void Write(LogLevel level, ReadOnlySpan<byte> line) => (level < LogLevel.Error ? _output : _errors).Write(line);

    private ReadOnlySpan<byte> LineOfDropped(long count) => JsonLine.Of(
        _time.GetUtcNow(),
        LogLevel.Warning,
        typeof(JsonLines).FullName!,
        default,
        $"{count} log lines were dropped, because the log was not read in time",
        exception: null,
        [KeyValuePair.Create("Dropped", (object?)count)]);

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
