using System.Collections.Concurrent;

namespace FunctionsConnector.Sandbox.Autotask.Access;

/// <summary>
/// Counts the concurrent calls per entity endpoint. The vendor allows three per tracking identifier and object endpoint
/// (developer help, "Thread Limiting"); only zone information is exempt.
/// </summary>
internal sealed class ThreadLimiter
{
    private readonly ConcurrentDictionary<string, Gauge> _gauges = new(StringComparer.OrdinalIgnoreCase);

    public int Highest(string endpoint) => _gauges.TryGetValue(endpoint, out var gauge) ? gauge.Highest : 0;

    public Gauge For(string endpoint) => _gauges.GetOrAdd(endpoint, _ => new());

    public void Reset() => _gauges.Clear();

    /// <summary>The concurrent calls at one endpoint.</summary>
    internal sealed class Gauge
    {
        private readonly Lock _gate = new();
        private int _admitted;

        /// <summary>The highest number of concurrent calls so far, including the first refused one.</summary>
        public int Highest { get; private set; }

        public bool TryEnter(int limit)
        {
            lock (_gate)
            {
                Highest = Math.Max(Highest, _admitted + 1);
                if (_admitted >= limit)
                {
                    return false;
                }

                _admitted++;
                return true;
            }
        }

        public void Leave()
        {
            lock (_gate)
            {
                _admitted--;
            }
        }
    }
}
