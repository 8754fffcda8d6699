using FunctionsConnector.Actions.Identity;

namespace FunctionsConnector.Actions.Coordination;

/// <summary>The settings <c>Coordination:…</c>, read and checked.</summary>
/// <param name="ShareWhenAlone">The part of each limit that an instance takes for callers while the tables are down: more than 0, at most 1.</param>
internal sealed record CoordinationSettings(double ShareWhenAlone)
{
    public const double DefaultShare = 0.1;

    /// <summary>The connection string of the tables; null where <see cref="ServiceUri"/> is set.</summary>
    public TableConnection? Connection { get; init; }

    /// <summary>The address of the tables for access with an identity.</summary>
    public Uri? ServiceUri { get; init; }

    /// <summary>The identity for <see cref="ServiceUri"/>: that of the queues, because both are in one storage account.</summary>
    public IdentitySettings Identity { get; init; } = new(IdentityKind.ManagedIdentity, null);
}
