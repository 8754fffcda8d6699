using FunctionsConnector.Core.Secrets;

namespace FunctionsConnector.Logs;

/// <summary>
/// Every line of the log goes through here, whoever writes it and wherever it goes. Our own lines have no secret in them; exceptions
/// of libraries, and what callers call their requests, might.
/// </summary>
internal sealed class RedactedLoggers(ILoggerFactory inner, KnownSecrets secrets) : ILoggerFactory
{
    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public ILogger CreateLogger(string categoryName) => new Logger(inner.CreateLogger(categoryName), secrets);

    public void Dispose() => inner.Dispose();

    private sealed class Logger(ILogger inner, KnownSecrets secrets) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!inner.IsEnabled(logLevel))
            {
                return;
            }

            var line = formatter(state, exception);
            var values = state as IReadOnlyList<KeyValuePair<string, object?>> ?? [];
            if (ReferenceEquals(secrets.Hide(line), line) && AreClean(values) && IsClean(exception))
            {
                inner.Log(logLevel, eventId, state, exception, (_, _) => line);
                return;
            }

            var hidden = exception is null ? null : new HiddenException(secrets.Hide(exception.ToString()));
            inner.Log(logLevel, eventId, new HiddenState(secrets.Hide(line), [.. values.Select(Hide)]), hidden, (told, _) => told.ToString());
        }

        private bool AreClean(IReadOnlyList<KeyValuePair<string, object?>> values)
        {
            for (var index = 0; index < values.Count; index++)
            {
                if (values[index].Value is string text && !ReferenceEquals(secrets.Hide(text), text))
                {
                    return false;
                }
            }

            return true;
        }

        private bool IsClean(Exception? exception) => exception?.ToString() is not { } text || ReferenceEquals(secrets.Hide(text), text);

        private KeyValuePair<string, object?> Hide(KeyValuePair<string, object?> value) =>
            value.Value is string text ? KeyValuePair.Create(value.Key, (object?)secrets.Hide(text)) : value;
    }

    private sealed class HiddenState(string line, List<KeyValuePair<string, object?>> values) : IReadOnlyList<KeyValuePair<string, object?>>
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
