using System.Text.Json;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Reading;
using FunctionsConnector.Core.Updates;

namespace FunctionsConnector.Server.Profiles;

/// <summary>Makes changes and conditions of texts.</summary>
internal static class RequestedText
{
    public static RequestedChange Change(string field, string value) => new(field, JsonElement.Parse(Json(value)));

    /// <summary>
    /// A condition that the record fulfils, on a field that it shows; null where it shows none. Texts go first, because a choice may be no
    /// known one any more. A choice is named by its id, which as a text may be the label of another one.
    /// </summary>
    public static RequestedChange? Condition(FieldCatalog catalog, RecordView record) => record.Fields
        .Join(catalog.Fields, view => view.Field, field => field.Name, (view, field) => (view.Value, Field: field))
        .OrderBy(shown => IsNamedById(shown.Field) ? 2 : shown.Field.Type == FieldType.Text ? 0 : 1)
        .Select(shown => IsNamedById(shown.Field)
            ? new RequestedChange(shown.Field.Name, JsonElement.Parse($$"""{"id":{{Json(shown.Value)}}}"""))
            : Change(shown.Field.Name, shown.Value))
        .FirstOrDefault();

    private static bool IsNamedById(Field field) => field.Choices is not null || field.Reference is not null;

    private static string Json(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
