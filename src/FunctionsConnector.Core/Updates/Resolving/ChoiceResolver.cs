using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Core.Updates.Resolving;

/// <summary>
/// Finds a choice by its label or id among the active ones: exactly, else in any case, else apart from white space, Unicode form and HTML
/// entities. Of a label and an id, a text means the label and a JSON number the id.
/// </summary>
internal static class ChoiceResolver
{
    // With more choices, a message that names the nearest ones does not list them all.
    private const int MostListedBesideNearest = 10;

    /// <param name="field">A field with choices.</param>
    /// <param name="value">Label or id.</param>
    /// <param name="parent">The id of the parent field's choice; null where it is empty or there is no parent.</param>
    /// <param name="isCondition">True for a condition: a record may hold an inactive choice.</param>
    public static ConvertedValue Resolve(Field field, PlainValue value, string? parent, bool isCondition)
    {
        var name = value.AsName();
        IReadOnlyList<Choice> named = [], fitting = [];
        foreach (var candidates in Candidates(field, name))
        {
            if (candidates.Count == 0)
            {
                continue;
            }

            // The first that are found decide: of a label that is no longer offered, the id of another choice is not meant.
            var under = candidates.Where(choice => IsUnder(choice, field, parent)).ToList();
            var usable = under.Where(choice => choice.IsActive || isCondition).DistinctBy(choice => choice.Id).ToList();
            switch (usable)
            {
                case [var one]:
                    return ConvertedValue.Of(one.Id);
                case [_, ..]:
                    return Several(field, name.Text, usable);
            }

            (named, fitting) = (candidates, under);
            break;
        }

        // A choice of another parent is valid in a condition; comparing it with the record decides.
        return isCondition && named.Count > 0 ? ConvertedValue.Of(named[0].Id)
            : fitting.Count == 0 ? new ConvertedValue(null, NotFound(field, value.Text, parent, isId: name.By == NamedBy.Id, isElsewhere: named.Count > 0))
            : new ConvertedValue(null, new FailureDetail(
                FailureDetailCode.ChoiceInactive,
                field.Name,
                $"{field.Label} {Presentation.Quote(name.Text)} is no longer offered. Allowed: {Presentation.List(Offered(field, parent))}."));
    }

    /// <summary>What the name may mean, the best first.</summary>
    private static IEnumerable<IReadOnlyList<Choice>> Candidates(Field field, PlainValue name)
    {
        var index = field.ChoiceIndex!;
        var exact = index.Named(name.Text);
        if (exact.Count == 1 && name.By is NamedBy.LabelOrId or NamedBy.IdOrLabel)
        {
            // Nearly always.
            yield return exact;
            yield break;
        }

        if (name.By is NamedBy.Id or NamedBy.IdOrLabel)
        {
            yield return ById(exact, name.Text);
        }

        if (name.By != NamedBy.Id)
        {
            yield return [.. exact.Where(choice => choice.Label == name.Text)];
            yield return [.. exact.Where(choice => string.Equals(choice.Label, name.Text, StringComparison.OrdinalIgnoreCase))];
        }

        if (name.By == NamedBy.LabelOrId)
        {
            yield return ById(exact, name.Text);
        }

        // An id that is a number may be written in another form, such as 05 for 5.
        if (name.By != NamedBy.Label && field.Type == FieldType.Integer && BlankText.Trim(name.Text) is var digits && digits.All(char.IsAsciiDigit)
            && CanonicalText.TryNumber(digits, out var number) && CanonicalText.From(number) is var id)
        {
            yield return ById(index.Named(id), id);
        }

        if (name.By != NamedBy.Id && exact.Count == 0)
        {
            yield return index.NamedNearly(name.Text);
        }
    }

    private static List<Choice> ById(IReadOnlyList<Choice> choices, string id) =>
        [.. choices.Where(choice => string.Equals(choice.Id, id, StringComparison.OrdinalIgnoreCase))];

    private static bool IsUnder(Choice choice, Field field, string? parent) =>
        field.ChoicesDependOn is null || choice.ParentId is null || string.Equals(choice.ParentId, parent, StringComparison.OrdinalIgnoreCase);

    private static ConvertedValue Several(Field field, string text, IEnumerable<Choice> choices) => new(null, new FailureDetail(
        FailureDetailCode.ValueInvalid,
        field.Name,
        $"{field.Label} {Presentation.Quote(text)} fits several choices: "
        + $"{string.Join(", ", choices.Select(choice => $"{choice.Label} (id {choice.Id})"))}. Use the id of one, such as id:{choices.First().Id}."));

    private static FailureDetail NotFound(Field field, string text, string? parent, bool isId, bool isElsewhere)
    {
        var offered = Offered(field, parent).ToList();
        var nearest = isId || isElsewhere ? [] : NearestNames.Of(text, offered);
        var message = nearest.Count == 0
            ? $"is not one of: {Presentation.List(offered)}."
            : $"is not a choice.{NearestNames.Question(nearest)} {(offered.Count > MostListedBesideNearest ? $"There are {offered.Count} choices" : $"Allowed: {Presentation.List(offered)}")}.";
        var elsewhere = isElsewhere ? $" It belongs to another {field.ChoicesDependOn} than {(parent is null ? "none" : Presentation.Quote(parent))}." : string.Empty;
        return new FailureDetail(FailureDetailCode.ChoiceNotFound, field.Name, $"{field.Label} {Presentation.Quote(text)} {message}{elsewhere}");
    }

    private static IEnumerable<string> Offered(Field field, string? parent) =>
        field.Choices!.Where(choice => choice.IsActive && IsUnder(choice, field, parent)).Select(choice => choice.Label);
}
