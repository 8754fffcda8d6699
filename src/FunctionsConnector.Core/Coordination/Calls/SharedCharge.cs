using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Coordination.Calls;

/// <summary>Calls that were charged to a grant.</summary>
/// <param name="budget">The budget.</param>
/// <param name="charge">The part of the grant.</param>
/// <param name="priority">The call's priority.</param>
internal sealed class SharedCharge(SharedBudget budget, Charge charge, CallPriority priority) : CallCharge
{
    public override bool IsStale => budget.IsPast(charge.Until);

    public override void Refund(int count) => budget.Return(charge.Grant, count, priority);
}
