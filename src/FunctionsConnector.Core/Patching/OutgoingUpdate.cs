using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Patching;

/// <summary>An update that waits for a call to its vendor. Other updates of the record may be coalesced into it until the call starts.</summary>
/// <param name="first">The head of the batch.</param>
/// <param name="body">The body of that update alone.</param>
/// <param name="coalesce">Merges waiting updates into the first one. Called at most once.</param>
public sealed class OutgoingUpdate(PlannedUpdate first, string body, Func<PlannedUpdate, PlannedUpdate> coalesce)
{
    private PlannedUpdate _first = first;
    private string _body = body;
    private PlannedUpdate? _closed;

    public PlannedUpdate First => _first;

    public string Body => _body;

    public CallPriority Priority { get; init; } = CallPriority.Caller;

    /// <summary>The reading of the record that decided on the update; null where none was needed.</summary>
    public RecordReading? Reading { get; init; }

    /// <summary>The merged update; before the call starts, the first one.</summary>
    public PlannedUpdate Sent => _closed ?? _first;

    /// <summary>Whether the call was about to start, so that nothing more is coalesced.</summary>
    public bool IsClosed => _closed is not null;

    /// <summary>
    /// Reads the record again where the reading is too old for what it decides. Call it when the limits allow the call and nothing is left
    /// to wait for: between the reading and the PATCH lies no wait.
    /// </summary>
    /// <param name="read">Reads the record within the slot of the call.</param>
    /// <returns>The failure of an update that must not be sent; else null.</returns>
    public async ValueTask<Failure?> RenewAsync(Func<PlannedUpdate, Task<Result<Record>>> read)
    {
        if (Reading?.IsOutdated() is not true)
        {
            return null;
        }

        Reading.Begin();
        if (!(await read(_first)).Succeeded(out var record, out var failure))
        {
            return failure;
        }

        Reading.End();
        if (_closed is not null)
        {
            return record.HasSameValues(_closed.Before!) ? null : new Failure(
                FailureCode.RateLimited,
                $"{_first.Record.RecordType} {_first.Record.RecordId} was changed while the update waited for another try. Nothing was sent; try again.")
            {
                RetryAfter = TimeSpan.FromSeconds(1),
            };
        }

        if (!Reading.Replan(record).Succeeded(out var renewed, out failure))
        {
            return failure;
        }

        (_first, _body) = renewed;
        return null;
    }

    /// <summary>Ends the coalescing and returns the body to send. Call it as late as possible: when the call starts.</summary>
    /// <param name="write">Writes the body of an update in the vendor's dialect.</param>
    public string Close(Func<PlannedUpdate, string> write)
    {
        _closed ??= coalesce(_first);
        return ReferenceEquals(_closed, _first) ? _body : write(_closed);
    }
}
