using System.Collections.Frozen;
using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Core.Targets.Autotask.Fields;

/// <summary>
/// The fields that Autotask's user interface edits as rich text. The API returns a plain copy, and what it writes replaces the rich text; HTML
/// is stored as text (the vendor's developer help, and live tenants). The metadata does not
/// mark them.
/// </summary>
internal static class RichTextFields
{
    private static readonly FrozenDictionary<string, string[]> ByEntity = new Dictionary<string, string[]>
    {
        ["Tickets"] = ["description", "resolution"],
        ["TicketNotes"] = ["description"],
        ["Tasks"] = ["description"],
        ["TaskNotes"] = ["description"],
        ["ProjectNotes"] = ["description"],
        ["TimeEntries"] = ["summaryNotes", "internalNotes"],
        ["Opportunities"] = ["description"],
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The field, marked where it is one of them.</summary>
    public static Field Mark(string entity, Field field) =>
        !field.IsCustom && ByEntity.TryGetValue(entity, out var names) && names.Contains(field.Name, StringComparer.OrdinalIgnoreCase)
            ? field with { TextKind = TextKind.PlainCopy }
            : field;
}
