using System.Globalization;
using System.Text.Json;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Targets.Profiles.Format;

namespace FunctionsConnector.Core.Targets.Profiles.Fields;

/// <summary>Reads fields and choices in the responses of metadata calls.</summary>
internal static class FieldDescriptions
{
    /// <summary>The field that an item describes, and where a record shows it; null where it describes none.</summary>
    public static (Field Field, JsonPath? Place)? Field(Profile profile, FieldCall call, JsonElement item)
    {
        if (call.Type is null || call.Name.FindText(item) is not { } name || call.Skip?.Holds(item) is true)
        {
            return null;
        }

        var typeName = call.Type.FindText(item) ?? string.Empty;
        var isKnown = profile.Fields.Types.TryGetValue(typeName, out var type);
        if (isKnown && type!.Type is null)
        {
            return null;
        }

        var reason = isKnown ? type!.ReadOnly : $"the profile does not know how to write its type {Presentation.Quote(typeName)}";
        var label = call.Label?.FindText(item) ?? name;
        var fieldType = type?.Type ?? FieldType.Text;
        var reference = call.RefersTo?.FindText(item);
        var isList = type?.IsList is true || call.List?.Holds(item) is true;
        return (new Field(name, label, fieldType)
        {
            IsWritable = reason is null && !call.ReadOnly.Any(condition => condition.Holds(item))
                && !profile.Fields.ReadOnlyPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)),
            ReadOnlyReason = reason is null ? null : $"{label} cannot be changed: {reason}.",
            IsRequired = call.Required?.Holds(item) is true,
            AllowsMultiple = isList,
            TextKind = type?.IsHtml is true ? TextKind.Html : TextKind.Plain,
            MaxLength = fieldType == FieldType.Text && int.TryParse(call.MaxLength?.FindText(item), NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length > 0 ? length : null,
            Choices = call.Choices is { } form && Choices(form, item) is { Count: > 0 } choices ? choices : null,
            ChoicesDependOn = call.Parent?.FindText(item),
            Reference = !isList && reference is not null && profile.References.TryGetValue(reference, out var search) ? new Reference(reference, search.By) : null,
        }, type?.Value);
    }

    /// <summary>The choices in an item.</summary>
    public static List<Choice> Choices(ChoiceForm form, JsonElement item) =>
    [
        .. (form.Options.Count == 0 ? [item] : form.Options.SelectMany(path => path.FindAll(item)).Where(list => list.ValueKind == JsonValueKind.Array).SelectMany(list => list.EnumerateArray()))
            .Select(choice => form.Id.FindText(choice) is { } id
                ? new Choice(id, form.Label?.FindText(choice) ?? id) { IsActive = form.Inactive?.Holds(choice) is not true, ParentId = form.Parent?.FindText(choice) }
                : null)
            .OfType<Choice>()
            .DistinctBy(choice => (choice.Id, choice.ParentId)),
    ];
}
