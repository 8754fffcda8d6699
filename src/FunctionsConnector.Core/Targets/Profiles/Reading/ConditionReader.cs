using FunctionsConnector.Core.Targets.Profiles.Format;

namespace FunctionsConnector.Core.Targets.Profiles.Reading;

/// <summary>Reads a condition on a value of a response.</summary>
internal static class ConditionReader
{
    public static Condition? Read(ProfileNode node) =>
        (node.Path("at", isRequired: true), node.Texts("is", isRequired: true)) is ({ } at, { Count: > 0 } texts) ? new Condition(at, texts) : null;
}
