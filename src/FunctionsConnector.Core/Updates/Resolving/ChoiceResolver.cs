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
    public static ConvertedValue Resolve(Field field, string text, string? parent, bool isCondition)
    {
        var named = Named(field, text);
        var fitting = named.Where(choice => IsUnder(choice, field, parent)).ToList();
        if (isCondition && fitting.Count == 0 && named.Count > 0)
        {
            // A choice of another parent is valid in a condition; comparing it with the record decides.
            return ConvertedValue.Of(named[0].Id);
        }

        var usable = fitting.Where(choice => choice.IsActive || isCondition).DistinctBy(choice => choice.Id).ToList();

        return (usable, fitting) switch
        {
            ([var one], _) => ConvertedValue.Of(one.Id),
            ([], []) => new ConvertedValue(null, NotFound(field, text, parent)),
            ([], _) => new ConvertedValue(null, new FailureDetail(
                FailureDetailCode.ChoiceInactive,
                field.Name,
                $"{field.Label} {Presentation.Quote(text)} is no longer offered. Allowed: {Offered(field, parent)}.")),
            _ => new ConvertedValue(null, new FailureDetail(
                FailureDetailCode.ValueInvalid,
                field.Name,
                $"{field.Label} {Presentation.Quote(text)} fits several choices: "
                + $"{string.Join(", ", usable.Select(choice => $"{choice.Label} (id {choice.Id})"))}. Use the id of one.")),
        };
    }

    private static bool IsUnder(Choice choice, Field field, string? parent) =>
        field.ChoicesDependOn is null || choice.ParentId is null || string.Equals(choice.ParentId, parent, StringComparison.OrdinalIgnoreCase);

    /// <summary>By id or label. An id that is a number may be written in another form, such as 05 for 5.</summary>
    private static IReadOnlyList<Choice> Named(Field field, string text)
    {
        var named = field.ChoiceIndex!.Named(text);
        return named.Count == 0 && field.Type == FieldType.Integer && CanonicalText.TryNumber(text, out var number)
            ? field.ChoiceIndex.Named(CanonicalText.From(number))
            : named;
    }

    private static FailureDetail NotFound(Field field, string text, string? parent)
    {
        var elsewhere = field.ChoicesDependOn is { } other && Named(field, text).Count > 0
            ? $" It belongs to another {other} than {(parent is null ? "none" : Presentation.Quote(parent))}."
            : string.Empty;
        return new FailureDetail(
            FailureDetailCode.ChoiceNotFound,
            field.Name,
            $"{field.Label} {Presentation.Quote(text)} is not one of: {Offered(field, parent)}.{elsewhere}");
    }

    private static string Offered(Field field, string? parent) =>
        Presentation.List(field.Choices!.Where(choice => choice.IsActive && IsUnder(choice, field, parent)).Select(choice => choice.Label));
}
