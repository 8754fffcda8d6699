using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Core.Targets.Autotask.Fields;

/// <summary>
/// The fields that Autotask rounds to a step of its own. The hours to bill of a time entry follow a setting of the tenant; quarters of an hour
/// were seen on a live one. The metadata does not have the step.
/// </summary>
internal static class RoundedFields
{
    private const decimal QuarterHour = 0.25m;

    /// <summary>The field, with its step where it is one of them.</summary>
    public static Field Mark(string entity, Field field) =>
        string.Equals(entity, "TimeEntries", StringComparison.OrdinalIgnoreCase) && string.Equals(field.Name, "hoursToBill", StringComparison.OrdinalIgnoreCase)
            ? field with { RoundingStep = QuarterHour }
            : field;
}
