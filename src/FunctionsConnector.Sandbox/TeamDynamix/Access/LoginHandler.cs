using System.Text.Json;
using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Server;
using FunctionsConnector.Sandbox.TeamDynamix.Kinds;

namespace FunctionsConnector.Sandbox.TeamDynamix.Access;

/// <summary>Handles the login calls. A successful login returns the token as text, not JSON (Web API reference, "Auth").</summary>
internal sealed class LoginHandler(TeamDynamixTenant tenant)
{
    private static readonly JsonNodeOptions AnyCase = new() { PropertyNameCaseInsensitive = true };

    /// <summary>A user's login, at <c>api/auth</c> and <c>api/auth/login</c>.</summary>
    public SandboxResponse User(SandboxRequest request)
    {
        var expected = tenant.Credentials;
        return Answer(request, new(expected.UserName, TeamDynamixPeople.ServiceAccount, IsKeyAdmin: false), sent =>
            IsSame(sent, "username", expected.UserName, StringComparison.OrdinalIgnoreCase)
            && IsSame(sent, "password", expected.Password, StringComparison.Ordinal));
    }

    /// <summary>The login with the organisation's key, at <c>api/auth/loginadmin</c>.</summary>
    public SandboxResponse KeyAdmin(SandboxRequest request)
    {
        var expected = tenant.Credentials;
        return Answer(request, new("key-admin", TeamDynamixPeople.KeyAdmin, IsKeyAdmin: true), sent =>
            IsSame(sent, "BEID", expected.BeId, StringComparison.OrdinalIgnoreCase)
            && IsSame(sent, "WebServicesKey", expected.WebServicesKey, StringComparison.OrdinalIgnoreCase));
    }

    private SandboxResponse Answer(SandboxRequest request, Caller caller, Func<JsonObject, bool> isRight)
    {
        if (!TeamDynamixResponses.IsJson(request, takesJsonPatch: false))
        {
            return TeamDynamixResponses.WrongContentType;
        }

        if (Parse(request.Body) is not { } sent)
        {
            return TeamDynamixResponses.Error(400, TeamDynamixMessages.NotUnderstood);
        }

        var behavior = tenant.Behavior;
        return isRight(sent)
            ? TokenResponse(tenant.Tokens.Issue(caller, tenant.Now, behavior.TokenLifetime), behavior.TokenForm)
            : TeamDynamixResponses.Text(behavior.BadLoginStatus, TeamDynamixMessages.BadLogin);
    }

    private static SandboxResponse TokenResponse(string token, TokenForm form) => form switch
    {
        TokenForm.Quoted => new(200, $"\"{token}\""),
        TokenForm.Wrapped => new(200, $$"""{"Token":"{{token}}"}"""),
        _ => TeamDynamixResponses.Text(200, token),
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
