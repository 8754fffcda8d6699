using System.Text.Encodings.Web;
using System.Text.Json;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.Autotask;

/// <summary>The formats of Autotask's responses.</summary>
internal static class AutotaskResponses
{
    // The web server in front of the API returns its own page for unknown routes.
    private const string NotFoundPage =
        "<!DOCTYPE html><html><head><title>404 - File or directory not found.</title></head>"
        + "<body><h2>404 - File or directory not found.</h2>"
        + "<p>What you are looking for may have been removed or renamed, or is unavailable for a while.</p></body></html>";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static SandboxResponse HtmlNotFound { get; } = new(404, NotFoundPage, "text/html");

    public static SandboxResponse NoItem { get; } = new(200, """{"item":null}""");

    /// <summary>For a wrong password or a locked user: the status and the realm, without a body.</summary>
    public static SandboxResponse Unauthorized { get; } = new(401)
    {
        Headers = new Dictionary<string, string> { ["www-authenticate"] = "Basic Realm=\"webservices0.sandbox.example\"" },
    };

    /// <summary>A call to a zone that does not hold the user's database, or an unknown tracking identifier.</summary>
    public static SandboxResponse EmptyUnauthorized { get; } = new(401);

    /// <summary>A refusal. Autotask uses 500 for all of them.</summary>
    public static SandboxResponse Refusal(params IReadOnlyList<string> messages) => Errors(500, messages);

    public static SandboxResponse Errors(int status, IReadOnlyList<string> messages) =>
        new(status, JsonSerializer.Serialize(new { errors = messages }, Json));

    /// <summary>An internal error of the vendor, the only response with an error number.</summary>
    public static SandboxResponse UnexpectedError(int errorId) => new(500, JsonSerializer.Serialize(
        new { errors = AutotaskMessages.Unexpected(errorId), errorId }, Json));

    /// <summary>The web framework returns its own messages as "Message", without "errors".</summary>
    public static SandboxResponse Framework(int status, string message) =>
        new(status, JsonSerializer.Serialize(new { Message = message }, Json));

    public static SandboxResponse MethodNotAllowed(string method) =>
        Framework(405, $"The requested resource does not support http method '{method}'.");
}
