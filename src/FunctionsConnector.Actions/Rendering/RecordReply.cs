using FunctionsConnector.Core.Reading;

namespace FunctionsConnector.Actions.Rendering;

/// <summary>A record: each field with its label, and again as plain values, and labels of choices, for flows that know the names.</summary>
public sealed record RecordReply(
    string System,
    string RecordType,
    string RecordId,
    IReadOnlyList<FieldReply> Fields,
    IReadOnlyDictionary<string, string> Values,
    IReadOnlyDictionary<string, string> Labels)
{
    public static RecordReply Of(RecordView record)
    {
        var filled = record.Fields.Where(field => field.Value.Length > 0).ToList();
        return new RecordReply(
            record.System,
            record.RecordType,
            record.RecordId,
            [.. filled.Select(field => new FieldReply(field.Field, field.Label, field.Value, field.DisplayValue))],
            filled.ToDictionary(field => field.Field, field => field.Value),
            filled.Where(field => field.HasLabel).ToDictionary(field => field.Field, field => field.DisplayValue));
    }
}
