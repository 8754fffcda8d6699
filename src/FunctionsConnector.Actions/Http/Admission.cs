using System.Collections.Concurrent;
using FunctionsConnector.Actions.Security;
using FunctionsConnector.Actions.Settings;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Actions.Http;

/// <summary>
/// Bounds the memory of requests: it admits so many requests, and so many bytes of their bodies, at a time. One caller gets a quarter of
/// both, so that it cannot keep others out. Of the admitted large bodies only some are processed at a time, because an update takes many
/// times the memory of its body: as text, as a PATCH, as the record that is read back.
/// </summary>
internal sealed class Admission(ConnectorSettings settings, TimeProvider time) : IDisposable
{
    private const int CallersShare = 4;

    /// <summary>The bytes from which on a body is large.</summary>
    private const int LargeBody = 64 * 1024;

    /// <summary>Of the largest bodies that <see cref="ConnectorSettings.MaxBytesInHand"/> admits, one in so many is processed at a time.</summary>
    private const int LargeBodiesShare = 8;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Usage _all = new(settings.MaxRequestsInHand, settings.MaxBytesInHand);
    private readonly ConcurrentDictionary<string, Usage> _callers = new(StringComparer.OrdinalIgnoreCase);
    private readonly SemaphoreSlim _largeBodies = new(Math.Max(1, settings.MaxBytesInHand / RequestBody.MaxBytes / LargeBodiesShare));

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
                return Refusal("This caller has as many requests in progress as the connector admits.");
            }

            if (!_all.Fits(bytes))
            {
                return Refusal("All callers together have as many requests in progress as the connector admits.");
            }

            usage.Add(1, bytes);
            _all.Add(1, bytes);
        }

        return new Permit(this, usage, bytes);
    }

    /// <summary>Waits until a large body may be processed; a small one need not wait.</summary>
    /// <param name="permit">The permit of its request, which keeps the slot.</param>
    /// <param name="body">The body.</param>
    /// <param name="longest">The longest wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Null, or <see cref="FailureCode.RateLimited"/> where the wait was too long.</returns>
    public async ValueTask<Failure?> StartAsync(Permit permit, byte[] body, TimeSpan longest, CancellationToken cancellationToken)
    {
        if (body.Length <= LargeBody)
        {
            return null;
        }

        using var limit = new TimeLimit(longest, time, cancellationToken);
        try
        {
            await _largeBodies.WaitAsync(limit.Token);
            permit.Keep(_largeBodies);
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Refusal("Other requests with large bodies are still processed.");
        }
    }

    public void Dispose() => _largeBodies.Dispose();

    private static long Share(long most) => Math.Max(1, most / CallersShare);

    private static Failure Refusal(string reason) => new(FailureCode.RateLimited, $"{reason} Nothing was done; try again later.") { RetryAfter = RetryAfter };

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
        private SemaphoreSlim? _slots;

        /// <summary>Keeps a slot of the semaphore until it is disposed.</summary>
        public void Keep(SemaphoreSlim slots) => _slots = slots;

        public void Dispose()
        {
            if (!Interlocked.Exchange(ref _isReturned, true))
            {
                _slots?.Release();
                admission.Leave(usage, bytes);
            }
        }
    }
}
