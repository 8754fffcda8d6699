using FunctionsConnector.Actions.Http;

namespace FunctionsConnector.Actions.Coordination;

/// <summary>Whether the shared table answers.</summary>
internal sealed class CoordinationHealth(ConfiguredTable configured) : IHealthState
{
    public string? Degradation => configured.Shared is { Table.IsDown: true }
        ? "The tables that the instances share cannot be used. Callers get a part of each limit, and queued updates wait; the log says why."
        : null;
}
