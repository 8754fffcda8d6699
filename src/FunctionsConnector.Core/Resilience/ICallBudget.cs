namespace FunctionsConnector.Core.Resilience;

/// <summary>A limit on the calls that start in any minute.</summary>
internal interface ICallBudget
{
    /// <summary>Waits until a call may start, and charges it.</summary>
    /// <param name="count">How many calls to charge at once; never more than the budget.</param>
    /// <param name="priority">The call's priority.</param>
    /// <param name="slot">What else the call needs. It is acquired once the budget has room. Null for nothing.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The charge, with the slot; the refusal where the wait timed out or would, without a slot.</returns>
    Task<CallCharge> SpendAsync(int count, CallPriority priority, ICallSlots? slot, CancellationToken cancellationToken);
}
