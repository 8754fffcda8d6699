using System.Net.Http.Headers;
using System.Text.Json;
using FunctionsConnector.Actions;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Parsing;

/// <summary>Reads a request's body strictly: one JSON object with known properties, each once, all of it real text.</summary>
internal static class JsonBody
{
    private const int MaxDepth = 32;
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <param name="request">The request.</param>
    /// <param name="allowed">The properties it may have; null for any.</param>
    public static Result<JsonElement> Read(ActionRequest request, IReadOnlyList<string>? allowed)
    {
        var text = TextOf(request).Span;
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

        return Parse(text).Succeeded(out var body, out var failure) ? Check(body, allowed) : failure;
    }

    /// <summary>The body without the mark that some clients put before it.</summary>
    public static ReadOnlyMemory<byte> TextOf(ActionRequest request) =>
        request.Body.Span.StartsWith(ByteOrderMark) ? request.Body[ByteOrderMark.Length..] : request.Body;

    private static bool IsJson(string? contentType) =>
        string.Equals(contentType, "application/json", StringComparison.OrdinalIgnoreCase)
        || MediaTypeHeaderValue.TryParse(contentType, out var type) && string.Equals(type.MediaType, "application/json", StringComparison.OrdinalIgnoreCase);

    private static Result<JsonElement> Parse(ReadOnlySpan<byte> text)
    {
        try
        {
            return JsonElement.Parse(text, new JsonDocumentOptions { MaxDepth = MaxDepth });
        }
        catch (JsonException exception)
        {
            return InvalidBody.Because(
                $"The body is not JSON, or is nested more than {MaxDepth} deep, at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}.");
        }
    }

    private static Result<JsonElement> Check(JsonElement body, IReadOnlyList<string>? allowed)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return InvalidBody.Because("The body must be a JSON object.");
        }

        if (JsonText.Problem(body) is { } problem)
        {
            return problem;
        }

        foreach (var property in body.EnumerateObject())
        {
            if (allowed is not null && !IsAmong(allowed, property))
            {
                return InvalidBody.Unknown(property.Name, allowed);
            }
        }

        return body;
    }

    private static bool IsAmong(IReadOnlyList<string> allowed, JsonProperty property)
    {
        foreach (var name in allowed)
        {
            if (property.NameEquals(name))
            {
                return true;
            }
        }

        return false;
    }
}
