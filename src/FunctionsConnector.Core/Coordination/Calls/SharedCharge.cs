using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Coordination.Calls;

/// <summary>Calls that were charged to a grant.</summary>
/// <param name="budget">The budget.</param>
/// <param name="charge">The part of the grant.</param>
/// <param name="count">How many calls: fewer than asked for where the limit is smaller.</param>
/// <param name="priority">The call's priority.</param>
internal sealed class SharedCharge(SharedBudget budget, Charge charge, int count, CallPriority priority) : CallCharge
{
    private int _left = count;

    public override bool IsStale => budget.IsPast(charge.Until);

    public override void Refund(int count)
    {
        count = Math.Min(count, _left);
        _left -= count;
        if (count > 0)
        {
            budget.Return(charge.Grant, count, priority);
        }
    }
}
