namespace FunctionsConnector.Actions.Tests;

/// <summary>A reply of the process.</summary>
internal sealed class Reply(HttpResponseMessage response, string text)
{
    public int Status { get; } = (int)response.StatusCode;

    /// <summary>The JSON without the line end at the end of each reply; empty after HEAD.</summary>
    public string Text { get; } = text is "" or [.., '\n'] ? text.TrimEnd('\n') : throw new FormatException("The reply has no line end.");

    public string? MediaType { get; } = response.Content.Headers.ContentType?.MediaType;

    public IReadOnlyList<string> Allow { get; } = [.. response.Content.Headers.Allow];

    public JsonElement Json => JsonElement.Parse(Text);

    public JsonElement Error => Json.GetProperty("error");

    public string? Code => Error.GetProperty("code").GetString();

    public string Message => Error.GetProperty("message").GetString()!;

    public IReadOnlyList<JsonElement> Value => [.. Json.GetProperty("value").EnumerateArray()];

    public IReadOnlyList<string> HeaderNames { get; } = [.. response.Headers.Concat(response.Content.Headers).Select(header => header.Key)];

    public string? Header(string name) => response.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : null;
}
