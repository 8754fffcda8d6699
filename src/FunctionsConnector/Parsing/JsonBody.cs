using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Text.Json;
using FunctionsConnector.Actions;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Parsing;

/// <summary>Reads a request's body strictly: one JSON object with known properties, each once, all of it real text.</summary>
internal static class JsonBody
{
    private const int MaxDepth = 32;
    private static readonly JsonDocumentOptions Lenient = new() { MaxDepth = MaxDepth };

    // Does not say which name is there twice, so a body that it does not let through is looked at again.
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

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

        // Nearly every body is one for which the parser alone can vouch.
        JsonElement body = default;
        var isVouchedFor = JsonText.IsPlain(text) && TryParse(text, Strict, out body, out _);
        if (!isVouchedFor && !TryParse(text, Lenient, out body, out var wrong))
        {
            return InvalidBody.Because(
                $"The body is not JSON, or is nested more than {MaxDepth} deep, at line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1}.");
        }

        return Check(body, isVouchedFor, allowed);
    }

    /// <summary>The body without the mark that some clients put before it.</summary>
    public static ReadOnlyMemory<byte> TextOf(ActionRequest request) =>
        request.Body.Span.StartsWith(ByteOrderMark) ? request.Body[ByteOrderMark.Length..] : request.Body;

    private static bool IsJson(string? contentType) =>
        string.Equals(contentType, "application/json", StringComparison.OrdinalIgnoreCase)
        || MediaTypeHeaderValue.TryParse(contentType, out var type) && string.Equals(type.MediaType, "application/json", StringComparison.OrdinalIgnoreCase);

    private static bool TryParse(
        ReadOnlySpan<byte> text, JsonDocumentOptions options, out JsonElement body, [NotNullWhen(false)] out JsonException? wrong)
    {
        try
        {
            (body, wrong) = (JsonElement.Parse(text, options), null);
            return true;
        }
        catch (JsonException exception)
        {
            (body, wrong) = (default, exception);
            return false;
        }
    }

    private static Result<JsonElement> Check(JsonElement body, bool isVouchedFor, IReadOnlyList<string>? allowed)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return InvalidBody.Because("The body must be a JSON object.");
        }

        if (!isVouchedFor && JsonText.Problem(body) is { } problem)
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
