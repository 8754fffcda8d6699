using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Patching;

/// <summary>An update that waits for a call to its vendor. Other updates of the record may be coalesced into it until the call starts.</summary>
/// <param name="first">The head of the batch.</param>
/// <param name="body">The body of that update alone.</param>
/// <param name="coalesce">Merges waiting updates into the first one. Called at most once.</param>
public sealed class OutgoingUpdate(PlannedUpdate first, string body, Func<PlannedUpdate> coalesce)
{
    private PlannedUpdate? _closed;

    public PlannedUpdate First => first;

    public string Body => body;

    public CallPriority Priority { get; init; } = CallPriority.Caller;

    /// <summary>The merged update; before the call starts, the first one.</summary>
    public PlannedUpdate Sent => _closed ?? first;

    /// <summary>Whether the call was about to start, so that nothing more is coalesced.</summary>
    public bool IsClosed => _closed is not null;

    /// <summary>Ends the coalescing and returns the body to send. Call it as late as possible: when the call starts.</summary>
    /// <param name="write">Writes the body of an update in the vendor's dialect.</param>
    public string Close(Func<PlannedUpdate, string> write)
    {
        _closed ??= coalesce();
        return ReferenceEquals(_closed, first) ? body : write(_closed);
    }
}
