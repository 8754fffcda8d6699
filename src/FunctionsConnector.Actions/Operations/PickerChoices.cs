using FunctionsConnector.Actions.Rendering;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Targets.References;

namespace FunctionsConnector.Actions.Operations;

/// <summary>The choices of a field that a picker offers, each with a unique label.</summary>
internal static class PickerChoices
{
    public static IEnumerable<ChoiceEntry> Of(FieldCatalog catalog, Field field)
    {
        var choices = (field.Choices ?? []).Where(choice => choice.IsActive).ToList();
        var parents = field.ChoicesDependOn is null ? null : catalog.Find(field.ChoicesDependOn);
        var shared = choices.GroupBy(choice => choice.Label, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

        // An update takes a text for the label where it is the label of one choice and the id of another.
        var labels = choices.ToLookup(choice => choice.Label, StringComparer.OrdinalIgnoreCase);
        return choices.Select(choice => new ChoiceEntry(
            labels[choice.Id].Any(other => other.Id != choice.Id) ? $"id:{choice.Id}" : choice.Id,
            choice.Label.Length == 0 ? $"id {choice.Id}" : shared.Contains(choice.Label) ? $"{choice.Label} ({Distinction(choice, parents)})" : choice.Label,
            choice.ParentId));
    }

    /// <summary>The records that a reference can hold. Each has its detail in its label, so that people tell it from others of its name.</summary>
    public static IEnumerable<ChoiceEntry> Of(IReadOnlyList<NamedRecord> records)
    {
        var shared = records.GroupBy(Label, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return records.Select(record => new ChoiceEntry(record.Id, shared.Contains(Label(record)) ? $"{Label(record)} (id {record.Id})" : Label(record), ParentId: null));
    }

    private static string Label(NamedRecord record) => record.Detail is { } detail && detail != record.Label ? $"{record.Label} ({detail})" : record.Label;

    private static string Distinction(Choice choice, Field? parents) =>
        (choice.ParentId is { } parent ? parents?.FindChoice(parent)?.Label : null) ?? $"id {choice.Id}";
}
