using System.Buffers;
using System.Text.Json;
using FunctionsConnector.Actions.Operations;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Agents;

/// <summary>Makes the request of an operation of a tool's arguments: values of the path, query parameters, the rest as the body.</summary>
internal static class AgentArguments
{
    private static readonly string[] PathValues = ["system", "recordType", "recordId"];

    /// <param name="request">The admitted request.</param>
    /// <param name="tool">The tool.</param>
    /// <param name="arguments">Null and blank values count as absent: agents send them for what they do not use.</param>
    /// <returns>The request, with the problem where an argument is missing, of another type or unknown.</returns>
    public static (ActionRequest Request, Failure? Problem) Read(ActionRequest request, AgentTool tool, IDictionary<string, JsonElement> arguments)
    {
        request = request with
        {
            System = TextOf(arguments, "system"),
            RecordType = TextOf(arguments, "recordType"),
            RecordId = TextOf(arguments, "recordId"),
        };
        var missing = PathValues.FirstOrDefault(name => tool.Arguments.Contains(name) && TextOf(arguments, name) is null);
        if (missing is not null)
        {
            return (request, Problem(missing, $"'{missing}' is missing: give it as a text."));
        }

        var others = arguments.Where(argument => !PathValues.Contains(argument.Key) || !tool.Arguments.Contains(argument.Key)).ToList();
        if (tool.Route.HasBody)
        {
            // The operation's own parser checks the body, unknown arguments included.
            return (request with { ContentType = "application/json", Body = BodyOf(others) }, null);
        }

        if (others.Find(argument => !tool.Arguments.Contains(argument.Key)) is { Key: { } unknown })
        {
            return (request, Problem(unknown, $"{Presentation.Quote(unknown)} is not an argument of {tool.Description.Name}. It takes {string.Join(", ", tool.Arguments)}."));
        }

        if (others.Find(argument => argument.Value.ValueKind == JsonValueKind.Object) is { Key: { } nested })
        {
            return (request, Problem(nested, $"'{nested}' is an object. Give a text, or a list of texts."));
        }

        var query = others.Select(argument => (argument.Key, Text: TextOf(arguments, argument.Key))).Where(argument => argument.Text is not null);
        return (request with { Query = query.ToDictionary(argument => argument.Key, argument => argument.Text!) }, null);
    }

    /// <summary>A text, a number or a boolean as it is written, or the texts of a list joined by commas; null where absent, blank or of another type.</summary>
    private static string? TextOf(IDictionary<string, JsonElement> arguments, string name) =>
        arguments.TryGetValue(name, out var value) && TextOf(value) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        JsonValueKind.Array => CanonicalText.Join(value.EnumerateArray().Select(TextOf).OfType<string>()),
        _ => null,
    };

    private static ReadOnlyMemory<byte> BodyOf(IEnumerable<KeyValuePair<string, JsonElement>> arguments)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in arguments)
            {
                writer.WritePropertyName(name);

                // As it is: the body's parser refuses invalid Unicode, which a writer would replace.
                writer.WriteRawValue(value.GetRawText(), skipInputValidation: true);
            }

            writer.WriteEndObject();
        }

        return body.WrittenMemory;
    }

    private static Failure Problem(string argument, string message) => new(FailureCode.InvalidRequest, message) { Target = argument };
}
