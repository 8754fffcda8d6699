using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Targets.TeamDynamix.Fields;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Dialect;

/// <summary>
/// The last check of a request before it is sent. It finds what TeamDynamix would refuse, misunderstand, or ignore with a 200
/// (https://solutions.teamdynamix.com/TDWebApi/Home/AboutPatching). <c>test</c> is refused although the vendor's OpenAPI document lists it.
/// </summary>
internal static partial class PatchLint
{
    /// <summary>https://solutions.teamdynamix.com/TDClient/1965/Portal/KB/ArticleDet?ID=579</summary>
    public const int MaxBodyBytes = 4 * 1024 * 1024;

    private const string AttributesPath = "/attributes";
    private static readonly string[] Responsibility = ["/" + TicketFields.Responsible, "/" + TicketFields.ResponsibleGroup];

    /// <summary>The problems of the request; none where it may be sent.</summary>
    /// <param name="patch">The request.</param>
    /// <param name="catalog">The fields of the item's type.</param>
    /// <param name="requiresNotify">Whether the item's type has the parameter <c>notifyNewResponsible</c>.</param>
    public static IReadOnlyList<FailureDetail> Find(Patch patch, FieldCatalog catalog, bool requiresNotify)
    {
        if (Encoding.UTF8.GetByteCount(patch.Body) > MaxBodyBytes)
        {
            return [Problem(FailureDetailCode.ValueTooLong, "fields", "The update is larger than the 4 MB that TeamDynamix takes.")];
        }

        JsonElement body;
        try
        {
            using var document = JsonDocument.Parse(patch.Body);
            body = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return [Invalid("fields", "The body is not JSON.")];
        }

        if (body.ValueKind != JsonValueKind.Array)
        {
            return [Invalid("fields", "The body must be an array of operations.")];
        }

        var details = body.EnumerateArray().SelectMany(operation => Operation(operation, catalog)).ToList();
        var paths = body.EnumerateArray().Select(PathOf).OfType<string>().ToList();
        details.AddRange(paths
            .GroupBy(path => path, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => Invalid(group.Key, $"{group.Key} is changed twice.")));
        if (requiresNotify && paths.Intersect(Responsibility, StringComparer.OrdinalIgnoreCase).Any() && !NotifyStated().IsMatch(patch.Url.Query))
        {
            details.Add(Problem(
                FailureDetailCode.FieldRequired,
                "notifyNewResponsible",
                "A change of responsibility must state notifyNewResponsible."));
        }

        return details;
    }

    private static IEnumerable<FailureDetail> Operation(JsonElement operation, FieldCatalog catalog)
    {
        if (operation.ValueKind != JsonValueKind.Object || PathOf(operation) is not { } path)
        {
            return [Invalid("fields", "An operation has no path.")];
        }

        var op = operation.Text("op");
        if (op is not ("add" or "replace" or "remove"))
        {
            return [Invalid(path, $"The operation {Presentation.Quote(op ?? "(none)")} is not sent: only add, replace and remove are.")];
        }

        var (field, problem) = FieldAt(path, catalog);
        if (field is null)
        {
            return [problem!];
        }

        if (!field.IsWritable)
        {
            return [Problem(FailureDetailCode.FieldReadOnly, field.Name, field.ReadOnlyReason ?? $"{field.Label} cannot be changed.")];
        }

        if (op == "remove")
        {
            return [];
        }

        // TeamDynamix takes a missing value for null, which clears the field.
        return operation.TryGetProperty("value", out var value) && value.ValueKind != JsonValueKind.Null
            ? Value(field, value)
            : [Invalid(field.Name, $"{field.Label} is set without a value.")];
    }

    private static (Field? Field, FailureDetail? Problem) FieldAt(string path, FieldCatalog catalog)
    {
        if (path.StartsWith(AttributesPath, StringComparison.OrdinalIgnoreCase) && (path.Length == AttributesPath.Length || path[AttributesPath.Length] == '/'))
        {
            var id = path[Math.Min(path.Length, AttributesPath.Length + 1)..];
            if (!int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                return (null, Invalid(path, $"{path} does not name one attribute: write /attributes/ and its id."));
            }

            return catalog.FindCustom(id) is { } attribute
                ? (attribute, null)
                : (null, Problem(FailureDetailCode.FieldNotFound, path, $"{catalog.RecordType.Label} has no attribute {id}."));
        }

        return path.StartsWith('/') && catalog.Find(path[1..]) is { IsCustom: false } field
            ? (field, null)
            : (null, Problem(FailureDetailCode.FieldNotFound, path, $"{catalog.RecordType.Label} has no property {path}."));
    }

    private static IEnumerable<FailureDetail> Value(Field field, JsonElement value)
    {
        if (field.Type is FieldType.Date or FieldType.DateTime)
        {
            return value.ValueKind == JsonValueKind.String && TimeWithOffset().IsMatch(value.GetString()!)
                ? []
                : [Invalid(field.Name, $"{field.Label} must be a date and time with an offset.")];
        }

        if (field.Choices is null)
        {
            return [];
        }

        if (field.IsCustom && value.ValueKind != JsonValueKind.String)
        {
            return [Invalid(field.Name, $"{field.Label} must be a text of choice ids, not a {(value.ValueKind == JsonValueKind.Array ? "list" : "number")}.")];
        }

        var ids = value.ValueKind == JsonValueKind.String ? CanonicalText.Split(value.GetString()!) : [value.GetRawText()];
        return ids.Select(id => (Id: id, Choice: field.FindChoice(id))).Where(pair => pair.Choice is not { IsActive: true })
            .Select(pair => pair.Choice is null
                ? Problem(FailureDetailCode.ChoiceNotFound, field.Name, $"{field.Label} has no choice with the id {Presentation.Quote(pair.Id)}.")
                : Problem(FailureDetailCode.ChoiceInactive, field.Name, $"{field.Label} {Presentation.Quote(pair.Choice.Label)} is no longer offered."));
    }

    private static string? PathOf(JsonElement operation) => operation.ValueKind == JsonValueKind.Object ? operation.Text("path") : null;

    private static FailureDetail Invalid(string target, string message) => Problem(FailureDetailCode.ValueInvalid, target, message);

    private static FailureDetail Problem(FailureDetailCode code, string target, string message) => new(code, target, message);

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex TimeWithOffset();

    [GeneratedRegex("[?&]notifyNewResponsible=(true|false)(&|$)")]
    private static partial Regex NotifyStated();
}
