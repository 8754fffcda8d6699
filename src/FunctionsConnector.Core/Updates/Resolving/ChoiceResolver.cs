using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Core.Updates.Resolving;

/// <summary>Finds a choice by its label or id: exactly, in any case, among the active ones.</summary>
internal static class ChoiceResolver
{
    /// <param name="field">A field with choices.</param>
    /// <param name="text">Label or id.</param>
    /// <param name="parent">The id of the parent field's choice; null where it is empty or there is no parent.</param>
    /// <param name="isCondition">True for a condition: a record may hold an inactive choice.</param>
    public static (string? Id, FailureDetail? Problem) Resolve(Field field, string text, string? parent, bool isCondition)
    {
        var offered = field.Choices!.Where(choice => IsUnder(choice, field, parent)).ToList();
        var fitting = offered.Where(choice => Fits(choice, text)).ToList();
        if (isCondition && fitting.Count == 0 && field.Choices!.FirstOrDefault(choice => Fits(choice, text)) is { } elsewhere)
        {
            // A choice of another parent is valid in a condition; comparing it with the record decides.
            return (elsewhere.Id, null);
        }

        var usable = fitting.Where(choice => choice.IsActive || isCondition).DistinctBy(choice => choice.Id).ToList();

        return (usable, fitting) switch
        {
            ([var one], _) => (one.Id, null),
            ([], []) => (null, NotFound(field, text, parent, offered)),
            ([], _) => (null, new FailureDetail(
                FailureDetailCode.ChoiceInactive,
                field.Name,
                $"{field.Label} {Presentation.Quote(text)} is no longer offered. Allowed: {Labels(offered)}.")),
            _ => (null, new FailureDetail(
                FailureDetailCode.ValueInvalid,
                field.Name,
                $"{field.Label} {Presentation.Quote(text)} fits several choices: "
                + $"{string.Join(", ", usable.Select(choice => $"{choice.Label} (id {choice.Id})"))}. Use the id of one.")),
        };
    }

    private static bool IsUnder(Choice choice, Field field, string? parent) =>
        field.ChoicesDependOn is null || choice.ParentId is null || string.Equals(choice.ParentId, parent, StringComparison.OrdinalIgnoreCase);

    private static bool Fits(Choice choice, string text) =>
        string.Equals(choice.Id, text, StringComparison.OrdinalIgnoreCase) || string.Equals(choice.Label, text, StringComparison.OrdinalIgnoreCase);

    private static FailureDetail NotFound(Field field, string text, string? parent, List<Choice> offered)
    {
        var elsewhere = field.ChoicesDependOn is { } other && field.Choices!.Any(choice => Fits(choice, text))
            ? $" It belongs to another {other} than {(parent is null ? "none" : Presentation.Quote(parent))}."
            : string.Empty;
        return new FailureDetail(
            FailureDetailCode.ChoiceNotFound,
            field.Name,
            $"{field.Label} {Presentation.Quote(text)} is not one of: {Labels(offered)}.{elsewhere}");
    }

    private static string Labels(IEnumerable<Choice> choices) =>
        Presentation.List(choices.Where(choice => choice.IsActive).Select(choice => choice.Label));
}
