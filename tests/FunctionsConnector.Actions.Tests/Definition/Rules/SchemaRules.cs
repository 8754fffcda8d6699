namespace FunctionsConnector.Actions.Tests.Definition.Rules;

/// <summary>Rules for schemas.</summary>
internal static class SchemaRules
{
    public static IEnumerable<Problem> Shapes(ConnectorFiles files)
    {
        foreach (var schema in new Swagger(files.Definition).Schemas)
        {
            if (schema.TextOf("type") == "array" && !schema.Has("items"))
            {
                yield return new Problem(schema.Pointer, "is an array without items");
            }

            if (schema.Find("required") is { } required
                && (schema.TextOf("type") != "object"
                    || !required.Items.Any()
                    || required.Items.Any(name => name.Text is null || schema.Find("properties")?.Has(name.Text) is not true)))
            {
                yield return new Problem(required.Pointer, "must stand in an object, and name properties that it has");
            }
        }
    }

    public static IEnumerable<Problem> References(ConnectorFiles files) =>
        from place in new Place(files.Definition, string.Empty).All
        where place.TextOf("$ref") is not null && place.Properties.Count() > 1
        select new Problem(place.Pointer, "has a sibling of $ref, which readers ignore");

    public static IEnumerable<Problem> Enumerations(ConnectorFiles files)
    {
        var swagger = new Swagger(files.Definition);
        foreach (var place in swagger.Schemas.Concat(swagger.Parameters))
        {
            var choices = place.Find("enum")?.Items.ToList();
            if (choices is not null && (choices.Count == 0 || choices.Any(choice => !IsOf(place.TextOf("type"), choice))))
            {
                yield return new Problem($"{place.Pointer}/enum", $"must have elements, all of the type {place.TextOf("type")}");
            }

            if (place.Find("x-ms-enum-values") is { } labels
                && (choices is null
                    || labels.Items.GroupBy(label => label.TextOf("displayName")).Any(group => group.Key is null || group.Count() > 1)
                    || labels.Items.Any(label => !choices.Any(choice => choice.Text == label.TextOf("value")))))
            {
                yield return new Problem(labels.Pointer, "must belong to an enum, with a unique label for each element");
            }
        }
    }

    private static bool IsOf(string? type, Place value) => (type, value.Value?.GetValueKind()) switch
    {
        ("string", JsonValueKind.String) or ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer" or "number", JsonValueKind.Number) => true,
        _ => false,
    };
}
