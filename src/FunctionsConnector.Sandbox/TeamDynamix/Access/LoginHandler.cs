using System.Text.Json;
using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Server;
using FunctionsConnector.Sandbox.TeamDynamix.Kinds;

namespace FunctionsConnector.Sandbox.TeamDynamix.Access;

/// <summary>Answers the login calls; a good one is answered with the token as text, not JSON (Web API reference, "Auth").</summary>
internal sealed class LoginHandler(TeamDynamixTenant tenant)
{
    private static readonly JsonNodeOptions AnyCase = new() { PropertyNameCaseInsensitive = true };

    /// <summary>A user's login, at <c>api/auth</c> and <c>api/auth/login</c>.</summary>
    public SandboxReply User(SandboxRequest request)
    {
        var expected = tenant.Credentials;
        return Answer(request, new(expected.UserName, TeamDynamixPeople.ServiceAccount, IsKeyAdmin: false), sent =>
            IsSame(sent, "username", expected.UserName, StringComparison.OrdinalIgnoreCase)
            && IsSame(sent, "password", expected.Password, StringComparison.Ordinal));
    }

    /// <summary>The login with the organisation's key, at <c>api/auth/loginadmin</c>.</summary>
    public SandboxReply KeyAdmin(SandboxRequest request)
    {
        var expected = tenant.Credentials;
        return Answer(request, new("key-admin", TeamDynamixPeople.KeyAdmin, IsKeyAdmin: true), sent =>
            IsSame(sent, "BEID", expected.BeId, StringComparison.OrdinalIgnoreCase)
            && IsSame(sent, "WebServicesKey", expected.WebServicesKey, StringComparison.OrdinalIgnoreCase));
    }

    private SandboxReply Answer(SandboxRequest request, Caller caller, Func<JsonObject, bool> isRight)
    {
        if (!TeamDynamixReplies.IsJson(request, takesJsonPatch: false))
        {
            return TeamDynamixReplies.WrongContentType;
        }

        if (Parse(request.Body) is not { } sent)
        {
            return TeamDynamixReplies.Error(400, TeamDynamixMessages.NotUnderstood);
        }

        var behavior = tenant.Behavior;
        return isRight(sent)
            ? Hand(tenant.Tokens.Issue(caller, tenant.Now, behavior.TokenLifetime), behavior.TokenForm)
            : TeamDynamixReplies.Text(behavior.BadLoginStatus, TeamDynamixMessages.BadLogin);
    }

    private static SandboxReply Hand(string token, TokenForm form) => form switch
    {
        TokenForm.Quoted => new(200, $"\"{token}\""),
        TokenForm.Wrapped => new(200, $$"""{"Token":"{{token}}"}"""),
        _ => TeamDynamixReplies.Text(200, token),
    };

    private static JsonObject? Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body, AnyCase) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsSame(JsonObject sent, string name, string expected, StringComparison comparison) =>
        sent[name] is JsonValue value && value.TryGetValue<string>(out var text) && expected.Equals(text, comparison);
}
