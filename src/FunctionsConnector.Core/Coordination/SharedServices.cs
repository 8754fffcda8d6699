namespace FunctionsConnector.Core.Coordination;

/// <summary>What the shared limits and leases of an instance use.</summary>
/// <param name="Table">The shared table.</param>
/// <param name="Instance">The name of this instance: random, of this process only.</param>
/// <param name="ShareWhenAlone">The part of each limit that an instance takes for callers while the table is down.</param>
/// <param name="Time">The clock.</param>
/// <param name="Random">Numbers in [0, 1).</param>
public sealed record SharedServices(GuardedTable Table, string Instance, double ShareWhenAlone, TimeProvider Time, Func<double> Random);
