using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Patching;

/// <summary>
/// An update on its way to its vendor. While it waits there for its turn, others of the same record may join it; with the first byte
/// that is sent, it is closed.
/// </summary>
/// <param name="first">The update that goes out in any case.</param>
/// <param name="body">The body of that update alone.</param>
/// <param name="join">Closes the update: the first one with whatever travels with it. Called at most once.</param>
public sealed class OutgoingUpdate(PlannedUpdate first, string body, Func<PlannedUpdate> join)
{
    private PlannedUpdate? _closed;

    public PlannedUpdate First => first;

    public string Body => body;

    /// <summary>Who waits for it.</summary>
    public CallUrgency Urgency { get; init; } = CallUrgency.Caller;

    /// <summary>What went out: the first update and those that joined it. As long as nothing has gone out, the first.</summary>
    public PlannedUpdate Sent => _closed ?? first;

    /// <summary>Whether its body was asked for, so that the call was about to be made.</summary>
    public bool IsClosed => _closed is not null;

    /// <summary>The body to send; from now on it is what it is. To be called as late as can be: once the call may be made.</summary>
    /// <param name="write">Writes the body of an update in the vendor's dialect.</param>
    public string Close(Func<PlannedUpdate, string> write)
    {
        _closed ??= join();
        return ReferenceEquals(_closed, first) ? body : write(_closed);
    }
}
