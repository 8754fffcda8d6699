using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Tables;

namespace FunctionsConnector.Sandbox.ServiceNow;

/// <summary>
/// The tables that describe the tables: <c>sys_db_object</c>, <c>sys_dictionary</c>, <c>sys_choice</c>. Fields that an incident has from
/// its parent table are described there only, under the name <c>task</c>.
/// </summary>
internal static class MetadataTables
{
    private const string Parent = "task";

    public static readonly IReadOnlyCollection<string> Names = ["sys_db_object", "sys_dictionary", "sys_choice"];

    public static RecordTable? Find(string name, IReadOnlyDictionary<string, RecordTable> all, ServiceNowBehavior behavior) => name switch
    {
        "sys_db_object" => Of(name, [.. all.Values.Select(Type), Row(("name", Parent), ("label", "Task"), ("super_class", ""))]),
        "sys_dictionary" => Of(name, [.. all.Values.SelectMany(table => table.Fields.Select(field => Column(table, field)).Append(Collection(table.Name))), Collection(Parent)]),
        "sys_choice" => Of(name, [.. all.Values.SelectMany(table => table.Fields.SelectMany(field => Choices(table, field))), .. behavior.HasParentChoices ? ParentChoices() : []]),
        _ => null,
    };

    private static RecordTable Of(string name, IReadOnlyList<JsonObject> rows)
    {
        var fields = rows[0].Select(property => new TableField(property.Key, property.Key, property.Key is "internal_type" or "reference" or "super_class" ? "reference" : "string")
        {
            Reference = property.Key switch { "internal_type" => "sys_glide_object", _ => "sys_db_object" },
        }).ToList();
        var table = new RecordTable(name, name, fields, "sys_id");
        foreach (var row in rows)
        {
            table.Add(row["sys_id"]!.ToString(), row);
        }

        return table;
    }

    private static JsonObject Type(RecordTable table) =>
        Row(("name", table.Name), ("label", table.Label), ("super_class", table.Name == SeededTables.Incident ? Id($"{Parent} Task ") : ""));

    private static JsonObject Column(RecordTable table, TableField field) => Row(
        ("name", Declared(table, field)), ("element", field.Name), ("column_label", field.Label), ("internal_type", field.Type),
        ("reference", field.Reference), ("max_length", $"{(field.MaxLength > 0 ? field.MaxLength : 40)}"), ("mandatory", Flag(field.IsRequired)),
        ("read_only", Flag(field.IsReadOnly)), ("active", "true"), ("choice", field.Choices.Count > 0 ? "1" : ""), ("dependent_on_field", field.DependsOn));

    private static JsonObject Collection(string table) => Row(
        ("name", table), ("element", ""), ("column_label", table), ("internal_type", "collection"), ("reference", ""), ("max_length", ""), ("mandatory", "false"),
        ("read_only", "false"), ("active", "true"), ("choice", ""), ("dependent_on_field", ""));

    private static IEnumerable<JsonObject> Choices(RecordTable table, TableField field) => field.Choices.Select((choice, index) => Choice(
        field.Name == "state" ? table.Name : Declared(table, field), field.Name, choice, index));

    private static IEnumerable<JsonObject> ParentChoices() =>
        [Choice(Parent, "state", new("1", "Open"), 0), Choice(Parent, "state", new("2", "Work in Progress"), 1), Choice(Parent, "state", new("3", "Closed Complete"), 2)];

    private static JsonObject Choice(string table, string field, TableChoice choice, int index) => Row(
        ("name", table), ("element", field), ("value", choice.Value), ("label", choice.Label), ("language", "en"), ("inactive", Flag(choice.IsInactive)),
        ("dependent_value", choice.Parent), ("sequence", $"{index}"));

    private static string Declared(RecordTable table, TableField field) =>
        table.Name == SeededTables.Incident && !SeededTables.Own.Contains(field.Name) ? Parent : table.Name;

    private static JsonObject Row(params IReadOnlyList<(string Name, string Value)> values)
    {
        var row = new JsonObject { ["sys_id"] = Id(string.Join(' ', values.Select(one => one.Value))) };
        foreach (var (name, value) in values)
        {
            row[name] = value;
        }

        return row;
    }

    private static string Flag(bool value) => value ? "true" : "false";

    private static string Id(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
