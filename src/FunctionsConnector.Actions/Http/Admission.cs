using System.Collections.Concurrent;
using FunctionsConnector.Actions.Security;
using FunctionsConnector.Actions.Settings;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Http;

/// <summary>
/// Bounds the memory of requests: it admits so many requests, and so many bytes of their bodies, at a time. One caller gets a quarter of
/// both, so that it cannot keep others out.
/// </summary>
internal sealed class Admission(ConnectorSettings settings)
{
    private const int CallersShare = 4;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Usage _all = new(settings.MaxRequestsInHand, settings.MaxBytesInHand);
    private readonly ConcurrentDictionary<string, Usage> _callers = new(StringComparer.OrdinalIgnoreCase);

    // One lock for both counts: it is held for some nanoseconds.
    private readonly Lock _lock = new();

    /// <summary>Admits a request before its body is read.</summary>
    /// <param name="caller">The authenticated caller.</param>
    /// <param name="bytes">The most bytes that the body may have.</param>
    /// <returns>The permit, to be disposed after the reply; <see cref="FailureCode.RateLimited"/> where there is none.</returns>
    public Result<Permit> Enter(Caller caller, long bytes)
    {
        var usage = _callers.GetOrAdd(
            caller.Name, static (_, settings) => new Usage(Share(settings.MaxRequestsInHand), Share(settings.MaxBytesInHand)), settings);
        lock (_lock)
        {
            if (!usage.Fits(bytes))
            {
                return Refusal("This API key's caller has");
            }

            if (!_all.Fits(bytes))
            {
                return Refusal("All callers together have");
            }

            usage.Add(1, bytes);
            _all.Add(1, bytes);
        }

        return new Permit(this, usage, bytes);
    }

    private static long Share(long most) => Math.Max(1, most / CallersShare);

    private static Failure Refusal(string whose) =>
        new(FailureCode.RateLimited, $"{whose} as many requests in progress as the connector admits. Nothing was done; try again later.") { RetryAfter = RetryAfter };

    private void Leave(Usage usage, long bytes)
    {
        lock (_lock)
        {
            usage.Add(-1, -bytes);
            _all.Add(-1, -bytes);
        }
    }

    internal sealed class Usage(long mostRequests, long mostBytes)
    {
        private long _requests;
        private long _bytes;

        /// <summary>A body larger than the limit is admitted when there is no other one.</summary>
        public bool Fits(long bytes) => _requests < mostRequests && (_bytes == 0 || _bytes + bytes <= mostBytes);

        public void Add(int requests, long bytes)
        {
            _requests += requests;
            _bytes += bytes;
        }
    }

    /// <summary>Counts the request until it is disposed.</summary>
    internal sealed class Permit(Admission admission, Usage usage, long bytes) : IDisposable
    {
        private bool _isReturned;

        public void Dispose()
        {
            if (!Interlocked.Exchange(ref _isReturned, true))
            {
                admission.Leave(usage, bytes);
            }
        }
    }
}
