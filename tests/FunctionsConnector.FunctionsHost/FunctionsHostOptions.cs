using System.Collections.Concurrent;

namespace FunctionsConnector.FunctionsHost;

/// <summary>The app, its settings, and the host's limits and times. The defaults are those of the real host.</summary>
public sealed record FunctionsHostOptions
{
    /// <summary>The app's root: the folder of <c>host.json</c> and <c>worker.config.json</c>.</summary>
    public required string AppFolder { get; init; }

    /// <summary>App settings with colons in their names. <c>AzureFunctionsJobHost:a:b</c> overrides a value of <c>host.json</c>.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Receives the output and the logs of the worker, and the logs of the host.</summary>
    public ConcurrentQueue<string> Lines { get; init; } = new();

    /// <summary>The largest request body in bytes. The host refuses a larger one with 500 and no body.</summary>
    public long MaxRequestBodySize { get; init; } = 31 * 1024 * 1024;

    /// <summary>The time limit for a worker from its start until its functions are loaded.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The maximum number of restarts of a crashed worker; null for no limit. The real host gives up after three crashes within seconds.</summary>
    public int? RestartLimit { get; init; }

    /// <summary>The time limit for a worker to end after <c>WorkerTerminate</c>. After it, the worker is killed.</summary>
    public TimeSpan GracePeriod { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The visibility timeout of a message during its invocation, which is renewed at half of it.</summary>
    public TimeSpan MessageVisibility { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The shortest time between two polls of an empty queue. It doubles up to <see cref="MaxPollingInterval"/>.</summary>
    public TimeSpan MinPollingInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest time between two polls of an empty queue; null uses <c>maxPollingInterval</c> of <c>host.json</c>.</summary>
    public TimeSpan? MaxPollingInterval { get; init; }
}
