using System.Text.Json;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Targets.Profiles.Format;

namespace FunctionsConnector.Core.Targets.Profiles.Fields;

/// <summary>Merges what several metadata calls say of fields.</summary>
internal static class DescribedFields
{
    /// <summary>The fields that a call lists for the record type, required where it says so.</summary>
    public static List<(Field Field, JsonPath? Place)> Only(List<(Field Field, JsonPath? Place)> fields, FieldCall members, IReadOnlyList<JsonElement> items)
    {
        var required = items.Where(item => members.Name.FindText(item) is not null)
            .DistinctBy(item => members.Name.FindText(item), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(item => members.Name.FindText(item)!, item => members.Required?.Holds(item) is true, StringComparer.OrdinalIgnoreCase);
        return [.. fields.Where(one => required.ContainsKey(one.Field.Name)).Select(one => (one.Field with { IsRequired = one.Field.IsRequired || required[one.Field.Name] }, one.Place))];
    }

    /// <summary>A later call's choices count for fields that have none yet.</summary>
    public static void AddMissing(Dictionary<string, List<Choice>> choices, ChoiceCall call, IReadOnlyList<JsonElement> items)
    {
        foreach (var (field, found) in items
            .Select(item => (Field: call.FieldOf(item), Choices: FieldDescriptions.Choices(call.Choices, item)))
            .Where(item => item.Field is not null)
            .GroupBy(item => item.Field!, item => item.Choices)
            .Select(group => (group.Key, group.SelectMany(one => one).ToList()))
            .Where(one => one.Item2.Count > 0))
        {
            choices.TryAdd(field, found);
        }
    }
}
