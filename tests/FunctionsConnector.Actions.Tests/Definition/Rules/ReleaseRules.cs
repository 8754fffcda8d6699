using FunctionsConnector.Actions.Tests.Definition.Releases;

namespace FunctionsConnector.Actions.Tests.Definition.Rules;

/// <summary>Rules for compatibility with the last release.</summary>
internal static class ReleaseRules
{
    public static IEnumerable<Problem> Compatible(ConnectorFiles files) =>
        BreakingChanges.Between(files.ReleasedDefinition, files.Definition).Concat(BreakingChanges.OfConnections(files.ReleasedProperties, files.Properties));
}
