using System.Net.Http.Headers;

namespace FunctionsConnector.EndToEnd.Tests.Testing;

/// <summary>A reply of the connector.</summary>
internal sealed record Reply(int Status, JsonElement Body, HttpResponseHeaders Headers)
{
    public string ContentType { get; init; } = string.Empty;

    /// <summary>The size of its body.</summary>
    public int Bytes => Encoding.UTF8.GetByteCount(Body.GetRawText());

    public string? Outcome => Text(Body, "outcome");

    public JsonElement Error => Body.GetProperty("error");

    public string? Code => Body.TryGetProperty("error", out var error) ? Text(error, "code") : null;

    public string Message => Error.GetProperty("message").GetString()!;

    public JsonElement Field(string name) => Body.GetProperty("fields").EnumerateArray().Single(field => Text(field, "field") == name);

    public void ShouldSay(string outcome)
    {
        Status.ShouldBe(200, Body.ToString());
        Outcome.ShouldBe(outcome, Body.ToString());
    }

    public void ShouldFail(int status, string code)
    {
        Code.ShouldBe(code, Body.ToString());
        Status.ShouldBe(status, Body.ToString());
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
