namespace FunctionsConnector.EndToEnd.Tests.Hostile.Fuzz;

/// <summary>Randomly changes the structure of JSON. The result is mostly valid JSON with unexpected content.</summary>
internal sealed class JsonMutation(Random random)
{
    /// <summary>A placeholder for text that no serializer writes.</summary>
    private const string Raw = "«raw»";

    private static readonly string[] RawValues =
    [
        "1e400", "-1e400", "1E-400", "123456789012345678901234567890", "-0", "0.1e1", "9223372036854775808", "-9223372036854775809", "1.7976931348623157e308",
        "\"\\ud800\"", "\"\\udc00x\"", "\"\\u0000\"", "\"\\u202e\\u2028\"", "\"\\r\\nX: y\"", "NaN", "Infinity", "'x'", "tru", "[,]", "{\"a\":1,\"a\":2}", "{\"A\":1,\"a\":2}", "/**/1", "01", "\"\\x\"",
    ];

    private static readonly Func<JsonNode?>[] Values =
    [
        () => null, () => true, () => false, () => 0, () => -1, () => 5, () => 3.25, () => long.MaxValue, () => "", () => " ", () => "Complete", () => "1", () => "a,b,,c", () => "2026-03-21",
        () => "9999-12-31T23:59:59Z", () => "0001-01-01", () => "{\"x\":1}", () => "https://169.254.169.254/", () => "../../x", () => "🎫\u202e\u200f", () => new JsonArray(), () => new JsonObject(),
        () => new JsonArray("a", 1, null), () => new JsonObject { ["x"] = new JsonObject() }, () => "onlyIf", () => Guid.Empty.ToString(),
    ];

    private static readonly string[] Names =
        ["field", "fields", "value", "clear", "fieldsToClear", "onlyIf", "verify", "failureMode", "status", "Status", "title", "TITLE", "id", "", "Title ", "a.b", "attributes/9001", "$ref", "__proto__", "\u0000", "9001"];

    public string Of(string json)
    {
        if (random.Next(200) == 0)
        {
            return random.Next(3) switch
            {
                0 => Nested(json, random.Next(1, 100_000)),
                1 => json.Replace(":\"", $":\"{new string('x', random.Next(1_100_000))}", StringComparison.Ordinal),
                _ => $"{{\"fields\":{{{string.Join(',', Enumerable.Range(0, random.Next(3000)).Select(number => $"\"f{number}\":{number}"))}}}}}",
            };
        }

        try
        {
            return Changed(json);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            // An earlier mutation made the JSON unreadable.
            return json + Pick(RawValues);
        }
    }

    private string Changed(string json)
    {
        var root = JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
        for (var times = 1 + random.Next(3); times > 0; times--)
        {
            root = Change(root);
        }

        var text = root?.ToJsonString() ?? "null";
        var placeholder = $"\"{JsonEncodedText.Encode(Raw)}\"";
        for (var at = text.IndexOf(placeholder, StringComparison.Ordinal); at >= 0; at = text.IndexOf(placeholder, StringComparison.Ordinal))
        {
            text = string.Concat(text.AsSpan(0, at), Pick(RawValues), text.AsSpan(at + placeholder.Length));
        }

        return text;
    }

    private JsonNode? Change(JsonNode? root)
    {
        switch (Somewhere(root))
        {
            case JsonObject found:
                var names = found.Select(property => property.Key).ToList();
                var name = names.Count == 0 || random.Next(3) == 0 ? Pick(Names) : names[random.Next(names.Count)];
                switch (random.Next(4))
                {
                    case 0:
                        found.Remove(name);
                        break;
                    case 1:
                        var moved = found[name]?.DeepClone();
                        found.Remove(name);
                        found[random.Next(2) == 0 ? name.ToUpperInvariant() : Pick(Names)] = moved;
                        break;
                    default:
                        found[name] = Value();
                        break;
                }

                return root;
            case JsonArray found:
                found.Insert(random.Next(found.Count + 1), Value());
                return root;
            default:
                return Value();
        }
    }

    private JsonNode? Somewhere(JsonNode? node)
    {
        while (random.Next(3) > 0)
        {
            var inner = node switch
            {
                JsonObject { Count: > 0 } found => found.ElementAt(random.Next(found.Count)).Value,
                JsonArray { Count: > 0 } found => found[random.Next(found.Count)],
                _ => null,
            };
            if (inner is not (JsonObject or JsonArray))
            {
                break;
            }

            node = inner;
        }

        return node;
    }

    private JsonNode? Value() => random.Next(4) == 0 ? Raw : Values[random.Next(Values.Length)]();

    private string Pick(string[] from) => from[random.Next(from.Length)];

    private static string Nested(string json, int depth) => $"{{\"field\":\"title\",\"value\":{new string('[', depth)}{json}{new string(']', depth)}}}";
}
