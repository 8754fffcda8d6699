using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Coordination.Calls;

/// <summary>A call that waits for a grant.</summary>
/// <param name="Count">How many calls it is charged.</param>
/// <param name="Priority">Its priority.</param>
internal sealed record WaitingCall(int Count, CallPriority Priority)
{
    private readonly TaskCompletionSource<Charge> _charged = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Its place in a list of waiting calls.</summary>
    public LinkedListNode<WaitingCall> Node => field ??= new(this);

    public Task<Charge> Charged => _charged.Task;

    /// <summary>Takes it off its list.</summary>
    public void Leave() => Node.List?.Remove(Node);

    public void Fail(Exception exception) => _charged.TrySetException(exception);

    public void Complete(Charge charge) => _charged.TrySetResult(charge);
}
