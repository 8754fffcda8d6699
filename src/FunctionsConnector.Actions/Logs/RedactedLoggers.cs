using FunctionsConnector.Core.Secrets;

namespace FunctionsConnector.Actions.Logs;

/// <summary>
/// Every line of the log goes through here, whoever writes it and wherever it goes. Our own lines have no secret in them; exceptions
/// of libraries, and what callers call their requests, might.
/// </summary>
internal sealed class RedactedLoggers(ILoggerFactory inner, SecretRedactor secrets) : ILoggerFactory
{
    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public ILogger CreateLogger(string categoryName) => new Logger(inner.CreateLogger(categoryName), secrets);

    public void Dispose() => inner.Dispose();

    private sealed class Logger(ILogger inner, SecretRedactor secrets) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (inner.IsEnabled(logLevel))
            {
                Tell(logLevel, eventId, formatter(state, exception), state as IReadOnlyList<KeyValuePair<string, object?>> ?? [], exception);
            }
        }

        private void Tell(LogLevel level, EventId id, string line, IReadOnlyList<KeyValuePair<string, object?>> values, Exception? exception)
        {
            var isClean = ReferenceEquals(secrets.Redact(line), line) && AreClean(values) && IsClean(exception);
            var told = isClean ? new ToldState(line, values) : new ToldState(secrets.Redact(line), [.. values.Select(Hide)]);
            var thrown = isClean || exception is null ? exception : new HiddenException(secrets.Redact(exception.ToString()));
            inner.Log(level, id, told, thrown, static (told, _) => told.ToString());
        }

        private bool AreClean(IReadOnlyList<KeyValuePair<string, object?>> values)
        {
            for (var index = 0; index < values.Count; index++)
            {
                if (values[index].Value is string text && !ReferenceEquals(secrets.Redact(text), text))
                {
                    return false;
                }
            }

            return true;
        }

        private bool IsClean(Exception? exception) => exception?.ToString() is not { } text || ReferenceEquals(secrets.Redact(text), text);

        private KeyValuePair<string, object?> Hide(KeyValuePair<string, object?> value) =>
            value.Value is string text ? KeyValuePair.Create(value.Key, (object?)secrets.Redact(text)) : value;
    }

    private sealed class ToldState(string line, IReadOnlyList<KeyValuePair<string, object?>> values) : IReadOnlyList<KeyValuePair<string, object?>>
    {
        public int Count => values.Count;

        public KeyValuePair<string, object?> this[int index] => values[index];

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => values.GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

        public override string ToString() => line;
    }

    /// <summary>An exception as it may be told: type, message and stack trace as text.</summary>
    private sealed class HiddenException(string text) : Exception(text)
    {
        public override string ToString() => Message;
    }
}
