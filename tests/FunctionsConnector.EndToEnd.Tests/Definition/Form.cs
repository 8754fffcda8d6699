using FunctionsConnector.Actions.Tests.Definition.Reading;

namespace FunctionsConnector.EndToEnd.Tests.Definition;

/// <summary>The form of a schema, as in a designer, with two sample values for each field.</summary>
internal static class Form
{
    public static IReadOnlyList<Answer> Of(Place schema) => [.. schema.Find("properties")!.Properties.Select(Sample).OfType<Answer>()];

    public static JsonObject Together(IEnumerable<Answer> answers, int turn)
    {
        var fields = new JsonObject();
        foreach (var answer in answers)
        {
            fields[answer.Field] = (turn == 1 ? answer.First : answer.Second).DeepClone();
        }

        return fields;
    }

    private static Answer? Sample(Place property) => (property.TextOf("type"), property.TextOf("format")) switch
    {
        ("string", _) when property.Find("enum") is { } choices =>
            choices.Items.Count() > 1 ? new(property.Name, "choice", choices.Items.First().Value!, choices.Items.Last().Value!) : null,
        ("string", null) when property.TextOf("description")!.Contains("A label or an id", StringComparison.Ordinal) => null,
        ("string", null) => new(property.Name, "text", "Walked", "Walked again"),
        ("string", var format) => new(property.Name, format!, Day(format!, 21), Day(format!, 22)),
        ("number" or "integer", _) => new(property.Name, "number", 2, 1),
        ("boolean", _) => new(property.Name, "boolean", true, false),
        var other => throw new NotSupportedException($"A designer has no input for {other}."),
    };

    private static string Day(string format, int day) => format == "date" ? $"2026-03-{day}" : $"2026-03-{day}T14:30:00Z";
}

/// <summary>The sample values of one field.</summary>
internal sealed record Answer(string Field, string Type, JsonNode First, JsonNode Second)
{
    public (string Field, string Value, bool IsLabel) At(int turn) => (Field, (turn == 1 ? First : Second).ToString(), Type == "choice");
}
