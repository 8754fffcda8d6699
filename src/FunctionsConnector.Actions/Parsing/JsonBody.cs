using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Text.Json;
using FunctionsConnector.Actions.Operations;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Json;

namespace FunctionsConnector.Actions.Parsing;

/// <summary>Reads a request's body strictly: one JSON object of valid Unicode text, with known properties, each once.</summary>
internal static class JsonBody
{
    private const int MaxDepth = 32;
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth };

    /// <summary>Names of properties, encoded once for the comparison with every body.</summary>
    public static JsonEncodedText[] Names(params IReadOnlyList<string> names) => [.. names.Select(name => JsonEncodedText.Encode(name))];

    /// <param name="request">The request.</param>
    /// <param name="allowed">The properties it may have; null for any.</param>
    public static Result<JsonElement> Read(ActionRequest request, IReadOnlyList<JsonEncodedText>? allowed)
    {
        var memory = TextOf(request);
        var text = memory.Span;
        if (request.ContentType is not null || text.Length > 0)
        {
            if (!IsJson(request.ContentType))
            {
                return new Failure(FailureCode.UnsupportedMediaType, "Send the body as JSON, with the header Content-Type: application/json.");
            }
        }

        if (text.Trim(" \t\r\n"u8).IsEmpty)
        {
            return InvalidBody.Because($"The request has no body. Send a JSON object with {string.Join(", ", allowed ?? [])}.");
        }

        if (!TryParse(memory, out var body, out var wrong))
        {
            return InvalidBody.Because(
                $"The body is not JSON, or is nested more than {MaxDepth} deep, at line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1}.");
        }

        return Check(body, JsonText.IsPlain(text), allowed);
    }

    /// <summary>The body without the byte order mark that some clients send.</summary>
    public static ReadOnlyMemory<byte> TextOf(ActionRequest request) => ByteOrderMark.Remove(request.Body);

    private static bool IsJson(string? contentType) =>
        string.Equals(contentType, "application/json", StringComparison.OrdinalIgnoreCase)
        || MediaTypeHeaderValue.TryParse(contentType, out var type) && string.Equals(type.MediaType, "application/json", StringComparison.OrdinalIgnoreCase);

    // The document refers to the request's bytes. JsonElement.Parse would copy them, and a body of 1 MB is held while the update waits.
    private static bool TryParse(ReadOnlyMemory<byte> text, out JsonElement body, [NotNullWhen(false)] out JsonException? wrong)
    {
        try
        {
            (body, wrong) = (JsonDocument.Parse(text, Options).RootElement, null);
            return true;
        }
        catch (JsonException exception)
        {
            (body, wrong) = (default, exception);
            return false;
        }
    }

    private static Result<JsonElement> Check(JsonElement body, bool isPlain, IReadOnlyList<JsonEncodedText>? allowed)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return InvalidBody.Because("The body must be a JSON object.");
        }

        if (!(isPlain && JsonText.HasEachNameOnce(body)) && JsonText.Problem(body) is { } problem)
        {
            return problem;
        }

        return allowed is not null && Unknown(body, allowed) is { } unknown ? unknown : body;
    }

    /// <summary>The failure of the first property with another name; null where there is none.</summary>
    public static Failure? Unknown(JsonElement body, IReadOnlyList<JsonEncodedText> allowed)
    {
        foreach (var property in body.EnumerateObject())
        {
            if (!IsAmong(allowed, property))
            {
                return InvalidBody.Unknown(property.Name, allowed);
            }
        }

        return null;
    }

    private static bool IsAmong(IReadOnlyList<JsonEncodedText> allowed, JsonProperty property)
    {
        for (var index = 0; index < allowed.Count; index++)
        {
            if (property.NameEquals(allowed[index].EncodedUtf8Bytes))
            {
                return true;
            }
        }

        return false;
    }
}
