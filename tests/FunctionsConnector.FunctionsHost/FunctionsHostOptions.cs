using System.Collections.Concurrent;

namespace FunctionsConnector.FunctionsHost;

/// <summary>The app to run, its settings and the host's own limits and times. The defaults are those of the real host.</summary>
public sealed record FunctionsHostOptions
{
    /// <summary>The app's root: the folder of <c>host.json</c> and <c>worker.config.json</c>.</summary>
    public required string AppFolder { get; init; }

    /// <summary>App settings with colons in their names. <c>AzureFunctionsJobHost:a:b</c> overrides a value of <c>host.json</c>.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Receives what the worker writes to its output and sends as logs, and what the host logs of it.</summary>
    public ConcurrentQueue<string> Lines { get; init; } = new();

    /// <summary>The largest request body in bytes. The host answers a larger one itself, with 500 and no body.</summary>
    public long MaxRequestBodySize { get; init; } = 31 * 1024 * 1024;

    /// <summary>How long a worker may take from its start until its functions are loaded.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a crashed worker is restarted before the host gives up; null restarts it every time. The real host gives up after three crashes within seconds.</summary>
    public int? RestartLimit { get; init; }

    /// <summary>How long a worker may take to end after <c>WorkerTerminate</c>; then it is killed.</summary>
    public TimeSpan GracePeriod { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a queue message is hidden while its invocation runs; renewed at half of it.</summary>
    public TimeSpan MessageVisibility { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The shortest wait between two looks at an empty queue. It doubles up to <see cref="MaxPollingInterval"/>.</summary>
    public TimeSpan MinPollingInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest wait between two looks at an empty queue; null takes <c>maxPollingInterval</c> of <c>host.json</c>.</summary>
    public TimeSpan? MaxPollingInterval { get; init; }
}
