using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Updates;

/// <summary>Compares <c>onlyIf</c> with the record.</summary>
internal static class Conditions
{
    /// <summary>The failure where the record does not have the values, or does not show them; else null.</summary>
    /// <param name="expected">The values it must have.</param>
    /// <param name="before">The record; it was read wherever there is a condition.</param>
    public static Failure? Conflict(IReadOnlyList<Change> expected, Record? before)
    {
        var details = expected
            .Where(condition => !before!.Shows(condition.Field.Name) || !ValueComparison.Same(condition.Field, condition.Value, before[condition.Field.Name]))
            .Select(condition => new FailureDetail(
                FailureDetailCode.ConditionNotMet,
                condition.Field.Name,
                before!.Shows(condition.Field.Name) && ValueComparison.CanRead(condition.Field, before[condition.Field.Name])
                    ? DifferenceText.OfCondition(condition.Field, condition.Value, before[condition.Field.Name])
                    : $"{condition.Field.Label} is not shown in a form that can be read, so it cannot be compared."))
            .ToList();
        return details.Count == 0 ? null : Failure.Of(FailureCode.Conflict, "The update was not made, because onlyIf does not hold:", details);
    }
}
