namespace FunctionsConnector.Sandbox.Faults;

/// <summary>The faults still to strike, oldest first. Safe for use by many threads.</summary>
public sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private readonly List<Fault> _faults = [];
    private volatile bool _any;

    /// <summary>What is still to strike, with the times left.</summary>
    public IReadOnlyList<Fault> Pending
    {
        get
        {
            lock (_gate)
            {
                return [.. _faults];
            }
        }
    }

    /// <summary>Orders a fault; faults for the same calls strike in the order in which they were added.</summary>
    public void Add(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfZero(fault.Times, nameof(fault));
        lock (_gate)
        {
            _faults.Add(fault);
            _any = true;
        }
    }

    /// <summary>Forgets all faults.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _faults.Clear();
            _any = false;
        }
    }

    internal Fault? Take(string method, string pathAndQuery)
    {
        if (!_any)
        {
            return null;
        }

        lock (_gate)
        {
            var index = _faults.FindIndex(fault => fault.Match.Fits(method, pathAndQuery));
            if (index < 0)
            {
                return null;
            }

            var fault = _faults[index];
            if (fault.Times == 1)
            {
                _faults.RemoveAt(index);
                _any = _faults.Count > 0;
            }
            else if (fault.Times > 1)
            {
                _faults[index] = fault with { Times = fault.Times - 1 };
            }

            return fault;
        }
    }
}
