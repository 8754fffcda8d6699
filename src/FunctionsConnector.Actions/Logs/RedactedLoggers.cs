using System.Globalization;
using FunctionsConnector.Core.Secrets;

namespace FunctionsConnector.Actions.Logs;

/// <summary>
/// Redacts every log line, of every category and for every provider. Our own lines contain no secret; exceptions of libraries and ids
/// that callers choose may.
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
                Write(logLevel, eventId, formatter(state, exception), state as IReadOnlyList<KeyValuePair<string, object?>> ?? [], exception);
            }
        }

        private void Write(LogLevel level, EventId id, string line, IReadOnlyList<KeyValuePair<string, object?>> values, Exception? exception)
        {
            var isClean = ReferenceEquals(secrets.Redact(line), line) && AreClean(values) && IsClean(exception);
            var redacted = isClean ? new RedactedState(line, values) : new RedactedState(secrets.Redact(line), [.. values.Select(Redact)]);
            var redactedException = isClean || exception is null ? exception : new RedactedException(secrets.Redact(exception.ToString()));
            inner.Log(level, id, redacted, redactedException, static (state, _) => state.ToString());
        }

        private bool AreClean(IReadOnlyList<KeyValuePair<string, object?>> values)
        {
            for (var index = 0; index < values.Count; index++)
            {
                if (TextOf(values[index].Value) is { } text && !ReferenceEquals(secrets.Redact(text), text))
                {
                    return false;
                }
            }

            return true;
        }

        private bool IsClean(Exception? exception) => exception?.ToString() is not { } text || ReferenceEquals(secrets.Redact(text), text);

        /// <summary>A value as a provider writes it; null where it cannot contain a secret.</summary>
        private static string? TextOf(object? value) => value switch
        {
            string text => text,
            null or bool or int or long or double => null,
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };

        private KeyValuePair<string, object?> Redact(KeyValuePair<string, object?> value) =>
            TextOf(value.Value) is { } text ? KeyValuePair.Create(value.Key, (object?)secrets.Redact(text)) : value;
    }

    private sealed class RedactedState(string line, IReadOnlyList<KeyValuePair<string, object?>> values) : IReadOnlyList<KeyValuePair<string, object?>>
    {
        public int Count => values.Count;

        public KeyValuePair<string, object?> this[int index] => values[index];

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => values.GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

        public override string ToString() => line;
    }

    /// <summary>A redacted exception: type, message and stack trace as text.</summary>
    private sealed class RedactedException(string text) : Exception(text)
    {
        public override string ToString() => Message;
    }
}
