namespace FunctionsConnector.Actions.Tests.Definition.Reading;

/// <summary>
/// Checks a value against a schema of the definition, more strictly than any platform: no null, no other type, no undeclared
/// property.
/// </summary>
internal static class ReplyCheck
{
    public static IEnumerable<Problem> Problems(Swagger swagger, Place schema, Place value)
    {
        var resolved = swagger.Resolve(schema);
        if (TypeOf(value.Value) is var type && !Fits(resolved.TextOf("type"), type, value.Value))
        {
            return [new Problem(value.Pointer, $"is {type} and not {resolved.TextOf("type")} ({resolved.Pointer})")];
        }

        if (resolved.Find("enum") is { } choices && !choices.Items.Any(choice => JsonNode.DeepEquals(choice.Value, value.Value)))
        {
            return [new Problem(value.Pointer, $"is {value.Value} and none of the enumeration ({resolved.Pointer})")];
        }

        return value.Items.SelectMany(item => resolved.Find("items") is { } items ? Problems(swagger, items, item) : [new Problem(item.Pointer, "has no declared type")])
            .Concat(value.Properties.SelectMany(property => OfProperty(swagger, resolved, property)))
            .Concat(Missing(resolved, value));
    }

    private static IEnumerable<Problem> OfProperty(Swagger swagger, Place schema, Place property)
    {
        if (property.Value is null)
        {
            return [new Problem(property.Pointer, "is null")];
        }

        if (swagger.Property(schema, property.Name) is { } declared)
        {
            return Problems(swagger, declared, property);
        }

        return schema.Find("additionalProperties") switch
        {
            { Value: JsonObject } others => Problems(swagger, others, property),
            _ when schema.Has("properties") => [new Problem(property.Pointer, $"is not declared ({schema.Pointer})")],
            _ => property.All.Where(place => place.Value is null).Select(place => new Problem(place.Pointer, "is null")),
        };
    }

    private static IEnumerable<Problem> Missing(Place schema, Place value) =>
        from name in schema.Find("required")?.Items ?? []
        where value.Value is JsonObject && !value.Has(name.Text!)
        select new Problem(value.Pointer, $"lacks {name.Text}, which is required");

    private static bool Fits(string? declared, string type, JsonNode? value) =>
        type != "null" && (declared is null || declared == type || (declared == "integer" && type == "number" && value!.GetValue<decimal>() % 1 == 0));

    private static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => "number",
        JsonValueKind.String => "string",
        JsonValueKind.Array => "array",
        _ => "object",
    };
}
