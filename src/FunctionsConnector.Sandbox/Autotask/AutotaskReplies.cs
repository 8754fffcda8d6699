using System.Text.Encodings.Web;
using System.Text.Json;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.Autotask;

/// <summary>The shapes in which Autotask answers, whatever it has to say.</summary>
internal static class AutotaskReplies
{
    // The web server in front of the API answers unknown routes itself, with its own page.
    private const string NotFoundPage =
        "<!DOCTYPE html><html><head><title>404 - File or directory not found.</title></head>"
        + "<body><h2>404 - File or directory not found.</h2>"
        + "<p>What you are looking for may have been removed or renamed, or is unavailable for a while.</p></body></html>";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static SandboxReply HtmlNotFound { get; } = new(404, NotFoundPage, "text/html");

    public static SandboxReply NoItem { get; } = new(200, """{"item":null}""");

    /// <summary>Wrong password, locked user: nothing but the status and the realm.</summary>
    public static SandboxReply Unauthorized { get; } = new(401)
    {
        Headers = new Dictionary<string, string> { ["www-authenticate"] = "Basic Realm=\"webservices0.sandbox.example\"" },
    };

    /// <summary>A call to a zone that does not hold the user's database, or an unknown tracking identifier.</summary>
    public static SandboxReply EmptyUnauthorized { get; } = new(401);

    /// <summary>A refusal: 500 is Autotask's status for everything it does not want to do.</summary>
    public static SandboxReply Refusal(params IReadOnlyList<string> messages) => Errors(500, messages);

    public static SandboxReply Errors(int status, IReadOnlyList<string> messages) =>
        new(status, JsonSerializer.Serialize(new { errors = messages }, Json));

    /// <summary>An unexpected failure inside the vendor, which alone carries an error number.</summary>
    public static SandboxReply UnexpectedError(int errorId) => new(500, JsonSerializer.Serialize(
        new { errors = AutotaskMessages.Unexpected(errorId), errorId }, Json));

    /// <summary>The web framework's own messages come under a capital "Message" and without "errors".</summary>
    public static SandboxReply Framework(int status, string message) =>
        new(status, JsonSerializer.Serialize(new { Message = message }, Json));

    public static SandboxReply MethodNotAllowed(string method) =>
        Framework(405, $"The requested resource does not support http method '{method}'.");
}
