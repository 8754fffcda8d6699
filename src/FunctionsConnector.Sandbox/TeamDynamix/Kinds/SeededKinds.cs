using FunctionsConnector.Sandbox.TeamDynamix.Items;

namespace FunctionsConnector.Sandbox.TeamDynamix.Kinds;

/// <summary>All items at the start; every id and value is fixed.</summary>
internal static class SeededKinds
{
    public static IReadOnlyList<SeededKind> All { get; } =
        [Tickets.Seeded, Assets.Seeded, ConfigurationItems.Seeded, Articles.Seeded, People.Seeded, Projects.Seeded];

    /// <summary>The kind of items with this path segment, inside or outside applications.</summary>
    public static ItemKind? Find(string segment, bool isInApp) => All
        .Select(seeded => seeded.Kind)
        .FirstOrDefault(kind => kind.AppClass is not null == isInApp && kind.Segment.Equals(segment, StringComparison.OrdinalIgnoreCase));
}
