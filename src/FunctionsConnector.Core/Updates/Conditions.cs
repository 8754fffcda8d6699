using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Updates;

/// <summary>Holds <c>onlyIf</c> against the record.</summary>
internal static class Conditions
{
    /// <summary>The failure where the record does not have the values, or does not show them; null where it has.</summary>
    /// <param name="expected">The values it must have.</param>
    /// <param name="before">The record; it was read wherever there is a condition.</param>
    public static Failure? Conflict(IReadOnlyList<Change> expected, Record? before)
    {
        if (expected.Count == 0)
        {
            return null;
        }

        var details = expected
            .Where(condition => !before!.Shows(condition.Field.Name) || !ValueComparison.Same(condition.Field, condition.Value, before[condition.Field.Name]))
            .Select(condition => new FailureDetail(
                FailureDetailCode.ConditionNotMet,
                condition.Field.Name,
                before!.Shows(condition.Field.Name)
                    ? $"{condition.Field.Label} is {Shown(condition.Field, before[condition.Field.Name])}, not {Shown(condition.Field, condition.Value)}."
                    : $"{condition.Field.Label} is not shown, so that it cannot be compared."))
            .ToList();
        return details.Count == 0
            ? null
            : new Failure(FailureCode.Conflict, $"The update was not made, because onlyIf does not hold: {string.Join(" ", details.Select(detail => detail.Message))}")
            {
                Target = details[0].Target,
                Details = details,
            };
    }

    private static string Shown(Field field, string? value) =>
        Presentation.Display(field, value) is { } display ? Presentation.Quote(display) : "empty";
}
