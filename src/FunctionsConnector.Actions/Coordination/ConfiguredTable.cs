using FunctionsConnector.Core.Coordination;

namespace FunctionsConnector.Actions.Coordination;

/// <summary>The table that the instances share, where configured. Without it each works as if it were alone.</summary>
/// <param name="Table">The table; null where none is configured.</param>
/// <param name="Services">What uses it.</param>
internal sealed record ConfiguredTable(CoordinationTable? Table, SharedServices? Services)
{
    /// <summary>The same table, guarded against its outages.</summary>
    public GuardedTable? Shared => Services?.Table;
}
