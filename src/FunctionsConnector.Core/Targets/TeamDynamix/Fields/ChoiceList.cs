using System.Globalization;
using System.Text.Json;
using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Fields;

/// <summary>Reads choices from a list of objects with <c>ID</c>, <c>Name</c> and usually <c>IsActive</c>: statuses, types, forms, attribute choices.</summary>
internal static class ChoiceList
{
    public static List<Choice> Read(JsonElement list) =>
    [
        .. list.EnumerateArray()
            .Where(one => one.ValueKind == JsonValueKind.Object && one.Number("ID") is not (null or 0))
            .Select(one => (Id: one.Number("ID")!.Value.ToString(CultureInfo.InvariantCulture), Element: one))
            .DistinctBy(one => one.Id)
            .Select(one => new Choice(one.Id, one.Element.Text("Name") ?? one.Id) { IsActive = one.Element.Flag("IsActive") ?? true }),
    ];
}
