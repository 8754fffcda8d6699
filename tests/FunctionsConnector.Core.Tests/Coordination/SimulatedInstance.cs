using FunctionsConnector.Core.Coordination;

namespace FunctionsConnector.Core.Tests.Coordination;

/// <summary>An instance of a <see cref="Simulation"/>.</summary>
/// <param name="View">The table as it sees it.</param>
/// <param name="Services">Its services.</param>
internal sealed record SimulatedInstance(FakeTableView View, SharedServices Services)
{
    public bool HasCrashed { get; private set; }

    /// <summary>Nothing that it does reaches the table any more.</summary>
    public void Crash() => HasCrashed = View.IsDown = true;
}
