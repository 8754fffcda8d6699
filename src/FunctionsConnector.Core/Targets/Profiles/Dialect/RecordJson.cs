using System.Text.Json;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.Profiles.Calls;
using FunctionsConnector.Core.Targets.Profiles.Fields;
using FunctionsConnector.Core.Targets.Profiles.Format;

namespace FunctionsConnector.Core.Targets.Profiles.Dialect;

/// <summary>Reads the record in a response.</summary>
internal static class RecordJson
{
    private const int MostNames = 10;

    /// <param name="profile">The profile.</param>
    /// <param name="catalog">The fields of the record's type.</param>
    /// <param name="answer">A successful response with JSON.</param>
    /// <param name="at">Where the record stands.</param>
    /// <param name="id">The record that was asked for.</param>
    /// <param name="isWhole">False for the response to an update, which may leave out fields.</param>
    /// <returns>The record; the failure where the response shows another or none.</returns>
    public static Result<Record> Read(Profile profile, ProfileCatalog catalog, VendorReply.Response answer, JsonPath at, string id, bool isWhole)
    {
        var what = $"{catalog.Type.Label} {id}";
        if (answer.Json() is not { } json)
        {
            return Replies.Unavailable($"{profile.Vendor} was asked for {what} and answered with something that is not JSON.");
        }

        if (at.Find(json) is not { ValueKind: JsonValueKind.Object } record)
        {
            return Replies.Unavailable($"{profile.Vendor} was asked for {what} and answered with JSON that has no object at '{at}'. {Describe(json)}");
        }

        if (catalog.Id.FindText(record) is not { } shown)
        {
            return Replies.Unavailable($"{profile.Vendor} was asked for {what} and answered with an object that has no id at '{catalog.Id}'. {Describe(record)}");
        }

        if (!string.Equals(shown, id, StringComparison.OrdinalIgnoreCase))
        {
            return Replies.Unavailable($"{profile.Vendor} was asked for {what} and answered with {Presentation.Quote(shown)}.");
        }

        var type = profile.Read.RecordType?.FindText(record);
        if (isWhole && profile.Read.RecordType is not null && type is null)
        {
            return Replies.Unavailable($"{profile.Vendor} was asked for {what} and answered with a record that does not show its type.");
        }

        if (type is not null && !string.Equals(type, catalog.Type.Id, StringComparison.OrdinalIgnoreCase))
        {
            return new Failure(FailureCode.RecordNotFound, $"There is no {what}: {id} is a record of the type {Presentation.Quote(type)}.");
        }

        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        for (var index = 0; index < catalog.Places.Count; index++)
        {
            var field = catalog.Fields.Fields[index];
            if (catalog.Places[index].Find(record) is { } value)
            {
                values[field.Name] = Value(profile, field, value);
            }
            else if (isWhole && profile.Read.AbsentIsEmpty && catalog.Places[index].IsEmpty(record))
            {
                values[field.Name] = null;
            }
        }

        return new Record(id, values) { ChangedAt = Stamp(profile, record), Version = VersionOf(profile.Concurrency, answer, record) };
    }

    private static string Describe(JsonElement json) => json.ValueKind == JsonValueKind.Object
        ? $"It has {Presentation.List(json.EnumerateObject().Take(MostNames).Select(member => Presentation.Quote(member.Name)))}."
        : $"It is {(json.ValueKind == JsonValueKind.Array ? "a list" : "a single value")}.";

    private static string? Value(Profile profile, Field field, JsonElement value)
    {
        if (!field.AllowsMultiple)
        {
            return field.Type == FieldType.Boolean && profile.Values.Booleans is { } booleans && value.ValueKind == JsonValueKind.String
                ? booleans.Read(value.GetString()!)
                : CanonicalJson.Read(field, value);
        }

        var texts = value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Select(one => CanonicalJson.Read(field, one)).OfType<string>()
            : CanonicalJson.Read(field, value)?.Split((profile.Values.Separator ?? ",").Trim(), StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        return CanonicalText.Join(texts) is { Length: > 0 } joined ? joined : null;
    }

    private static DateTimeOffset? Stamp(Profile profile, JsonElement record) =>
        profile.Read.ChangedAt?.FindText(record) is { } text && VendorInstant.TryRead(text, TimeZoneInfo.Utc, out var instant) ? instant : null;

    private static string? VersionOf(Concurrency? concurrency, VendorReply.Response answer, JsonElement record) => concurrency switch
    {
        Concurrency.IfMatch { Tag: null } => answer.Header("ETag"),
        Concurrency.IfMatch { Tag: { } tag } => tag.FindText(record),
        Concurrency.Test test => Shown(test.Version, record),
        Concurrency.VersionField field => Shown(field.Version, record),
        _ => null,
    };

    /// <summary>The version in its own JSON: the text "5" is not the number 5 (RFC 6902 section 4.6).</summary>
    private static string? Shown(JsonPath version, JsonElement record) =>
        version.Find(record) is { ValueKind: JsonValueKind.String or JsonValueKind.Number } shown && JsonPath.TextOf(shown) is not null ? shown.GetRawText() : null;
}
