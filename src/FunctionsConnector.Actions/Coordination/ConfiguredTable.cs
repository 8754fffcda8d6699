using FunctionsConnector.Core.Coordination;

namespace FunctionsConnector.Actions.Coordination;

/// <summary>The table that the instances share, where configured. Without it each works as if it were alone.</summary>
/// <param name="Table">The table; null where none is configured.</param>
/// <param name="Shared">The same table, guarded against its outages, for what the instances share.</param>
internal sealed record ConfiguredTable(CoordinationTable? Table, SharedServices? Shared);
