using System.Text.Json;

namespace FunctionsConnector.Core.Targets.Autotask.References;

/// <summary>
/// A filter of the vendor's query. The vendor does not refuse an operator that it does not know: it returns every record. So there are no
/// others than these.
/// </summary>
internal abstract record Filter
{
    private Filter()
    {
    }

    public static Filter Is(string field, string text) => new Comparison("eq", field, Json(text));

    /// <param name="field">A field of numbers or booleans.</param>
    /// <param name="json">The value as JSON text.</param>
    public static Filter IsJson(string field, string json) => new Comparison("eq", field, json);

    /// <param name="field">A field of numbers.</param>
    /// <param name="numbers">The numbers as digits.</param>
    public static Filter IsAmong(string field, IEnumerable<string> numbers) => new Comparison("in", field, $"[{string.Join(',', numbers)}]");

    public static Filter Contains(string field, string text) => new Comparison("contains", field, Json(text));

    public static Filter Exists(string field) => new Comparison("exist", field, null);

    public static Filter All(params IReadOnlyList<Filter> items) => new Group("and", items);

    public static Filter Any(params IReadOnlyList<Filter> items) => new Group("or", items);

    public abstract void Write(Utf8JsonWriter writer);

    private static string Json(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    private sealed record Comparison(string Operator, string Field, string? Value) : Filter
    {
        public override void Write(Utf8JsonWriter writer)
        {
            writer.WriteStartObject();
            writer.WriteString("op", Operator);
            writer.WriteString("field", Field);
            if (Value is not null)
            {
                writer.WritePropertyName("value");
                writer.WriteRawValue(Value);
            }

            writer.WriteEndObject();
        }
    }

    private sealed record Group(string Operator, IReadOnlyList<Filter> Items) : Filter
    {
        public override void Write(Utf8JsonWriter writer)
        {
            writer.WriteStartObject();
            writer.WriteString("op", Operator);
            writer.WriteStartArray("items");
            foreach (var item in Items)
            {
                item.Write(writer);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }
    }
}
