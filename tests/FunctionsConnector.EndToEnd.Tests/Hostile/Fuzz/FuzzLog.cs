using Microsoft.Extensions.Logging;

namespace FunctionsConnector.EndToEnd.Tests.Hostile.Fuzz;

/// <summary>Counts the log lines of a long run. Keeps only wrong ones: errors, entries of several lines, and secrets.</summary>
internal sealed class FuzzLog(IReadOnlyList<string> secrets) : ILoggerProvider, ILogger
{
    private long _lines;

    public long Lines => Interlocked.Read(ref _lines);

    public ConcurrentQueue<string> Wrong { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Interlocked.Increment(ref _lines);
        var line = formatter(state, exception);
        if (logLevel >= LogLevel.Error || exception is not null || line.Any(char.IsControl) || line.Contains('\u202E', StringComparison.Ordinal)
            || secrets.Any(secret => line.Contains(secret, StringComparison.Ordinal)))
        {
            Wrong.Enqueue($"{logLevel} {line} {exception}");
        }
    }
}
