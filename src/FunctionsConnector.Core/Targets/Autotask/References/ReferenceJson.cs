using System.Text.Json;
using FunctionsConnector.Core.Targets.Autotask.Calls;
using FunctionsConnector.Core.Targets.References;

namespace FunctionsConnector.Core.Targets.Autotask.References;

/// <summary>Reads a record of a query's answer.</summary>
internal static class ReferenceJson
{
    /// <summary>The fields that a query asks for.</summary>
    public static IReadOnlyList<string> FieldsOf(ReferenceKind kind) =>
    [
        "id",
        .. kind.Names
            .Concat(kind.Addresses)
            .Concat(kind.HasFullName ? ["firstName", "lastName"] : [])
            .Concat(kind.Within is { } within ? [within] : [])
            .Concat(kind.Active is null ? [] : ["isActive"])
            .Distinct(),
    ];

    /// <summary>What people call the record.</summary>
    public static IEnumerable<string?> NamesOf(ReferenceKind kind, JsonElement record) =>
        kind.Names.Concat(kind.Addresses).Select(field => Text(record, field)).Concat(kind.HasFullName ? [FullName(record), LastFirst(record)] : []);

    /// <summary>The record; null where it has no id.</summary>
    public static NamedRecord? Read(ReferenceKind kind, JsonElement record)
    {
        if (Text(record, "id") is not { } id)
        {
            return null;
        }

        var names = NamesOf(kind, record).Where(name => !string.IsNullOrWhiteSpace(name)).ToList();
        var label = (kind.HasFullName ? FullName(record) : null) ?? names.FirstOrDefault() ?? $"id {id}";
        return new NamedRecord(id, label)
        {
            Detail = kind.Addresses.Concat(kind.Names.Skip(1)).Select(field => Text(record, field)).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text)),
            IsActive = kind.Active is null || VendorMessages.Property(record, "isActive")?.ToString() is not ("False" or "0"),
            Within = kind.Within is { } within ? Text(record, within) : null,
        };
    }

    public static string? Text(JsonElement record, string field) => VendorMessages.Property(record, field) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    private static string? FullName(JsonElement record) =>
        $"{Text(record, "firstName")} {Text(record, "lastName")}".Trim() is { Length: > 0 } name ? name : null;

    private static string LastFirst(JsonElement record) => $"{Text(record, "lastName")}, {Text(record, "firstName")}";
}
