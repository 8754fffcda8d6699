using System.Text.Encodings.Web;
using System.Text.Json;
using FunctionsConnector.Sandbox.Server;
using FunctionsConnector.Sandbox.TeamDynamix.Items;

namespace FunctionsConnector.Sandbox.TeamDynamix;

/// <summary>The shapes in which TeamDynamix answers, whatever it has to say.</summary>
internal static class TeamDynamixReplies
{
    private const string PlainText = "text/plain; charset=utf-8";

    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>XML and plain text are documented as unsupported; the status is assumed.</summary>
    public static SandboxReply WrongContentType { get; } = Error(415, "The media type of the request is not supported.");

    /// <summary>A missing, wrong or expired token.</summary>
    public static SandboxReply NoToken { get; } = Error(401, TeamDynamixMessages.NoToken);

    /// <summary>A good token without the permission: the same status.</summary>
    public static SandboxReply NotAllowed { get; } = Error(401, TeamDynamixMessages.NotAllowed);

    public static SandboxReply Forbidden { get; } = Text(403, TeamDynamixMessages.Forbidden);

    public static SandboxReply NoRoute { get; } = Error(404, TeamDynamixMessages.NoRoute);

    /// <summary>The vendor's error type: the number of a logged exception, and a text.</summary>
    public static SandboxReply Error(int status, string message) => new(status, ErrorBody(message));

    /// <summary>A refusal in the shape of an item's endpoint: seen as the vendor's error type and as plain text.</summary>
    public static SandboxReply Refusal(ItemKind kind, string message, int status = 400) =>
        kind.RefusesInPlainText ? Text(status, message) : Error(status, message);

    /// <summary>Also for an item that is in another application.</summary>
    public static SandboxReply NoItem(ItemKind kind, string id) => Refusal(kind, TeamDynamixMessages.NotFound(kind.Noun, id), 404);

    public static SandboxReply Text(int status, string text) => new(status, text, PlainText);

    public static SandboxReply RateLimit(bool isGlued) => Text(
        429, isGlued ? TeamDynamixMessages.RateLimit + $"[{ErrorBody(TeamDynamixMessages.RateLimit)}]" : TeamDynamixMessages.RateLimit);

    public static SandboxReply Json<T>(T answer) => new(200, JsonSerializer.Serialize(answer, Options));

    /// <summary>The live API has these; saying so beats an answer that looks like the vendor's.</summary>
    public static SandboxReply NotSimulated(string what) => Error(501, $"The sandbox does not simulate {what} here.");

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
