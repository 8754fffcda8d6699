using System.Text.Encodings.Web;
using System.Text.Json;
using FunctionsConnector.Sandbox.Server;
using FunctionsConnector.Sandbox.TeamDynamix.Items;

namespace FunctionsConnector.Sandbox.TeamDynamix;

/// <summary>The formats of TeamDynamix's responses.</summary>
internal static class TeamDynamixResponses
{
    private const string PlainText = "text/plain; charset=utf-8";

    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>XML and plain text are documented as unsupported; the status is assumed.</summary>
    public static SandboxResponse WrongContentType { get; } = Error(415, "The media type of the request is not supported.");

    /// <summary>A missing, wrong or expired token.</summary>
    public static SandboxResponse NoToken { get; } = Error(401, TeamDynamixMessages.NoToken);

    /// <summary>A valid token without the permission gets the same status.</summary>
    public static SandboxResponse NotAllowed { get; } = Error(401, TeamDynamixMessages.NotAllowed);

    public static SandboxResponse Forbidden { get; } = Text(403, TeamDynamixMessages.Forbidden);

    public static SandboxResponse NoRoute { get; } = Error(404, TeamDynamixMessages.NoRoute);

    /// <summary>The vendor's error type: the number of a logged exception, and a text.</summary>
    public static SandboxResponse Error(int status, string message) => new(status, ErrorBody(message));

    /// <summary>A refusal in the format of an item's endpoint: the vendor's error type or plain text.</summary>
    public static SandboxResponse Refusal(ItemKind kind, string message, int status = 400) =>
        kind.RefusesInPlainText ? Text(status, message) : Error(status, message);

    /// <summary>Also for an item that is in another application.</summary>
    public static SandboxResponse NoItem(ItemKind kind, string id) => Refusal(kind, TeamDynamixMessages.NotFound(kind.Noun, id), 404);

    public static SandboxResponse Text(int status, string text) => new(status, text, PlainText);

    public static SandboxResponse RateLimit(bool isGlued) => Text(
        429, isGlued ? TeamDynamixMessages.RateLimit + $"[{ErrorBody(TeamDynamixMessages.RateLimit)}]" : TeamDynamixMessages.RateLimit);

    public static SandboxResponse Json<T>(T document) => new(200, JsonSerializer.Serialize(document, Options));

    /// <summary>The live API has these. A clear 501 is better than a response that looks like the vendor's.</summary>
    public static SandboxResponse NotSimulated(string what) => Error(501, $"The sandbox does not simulate {what} here.");

    public static bool IsJson(SandboxRequest request, bool takesJsonPatch)
    {
        var type = request.Headers.ContentType.ToString();
        var end = type.IndexOf(';', StringComparison.Ordinal);
        var media = (end < 0 ? type : type[..end]).Trim();
        return media.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (takesJsonPatch && media.Equals("application/json-patch+json", StringComparison.OrdinalIgnoreCase));
    }

    private static string ErrorBody(string message) => JsonSerializer.Serialize(new { ID = 0, Message = message }, Options);
}
