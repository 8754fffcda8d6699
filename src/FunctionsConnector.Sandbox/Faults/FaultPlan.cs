namespace FunctionsConnector.Sandbox.Faults;

/// <summary>The pending faults, oldest first. Thread-safe.</summary>
public sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private readonly List<Fault> _faults = [];
    private volatile bool _any;

    /// <summary>The pending faults with their remaining times.</summary>
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

    /// <summary>Adds a fault. Faults for the same calls apply in the order of their addition.</summary>
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

    /// <summary>Removes all faults.</summary>
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
