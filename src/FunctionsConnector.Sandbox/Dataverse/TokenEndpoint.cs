using FunctionsConnector.Sandbox.Identity;
using FunctionsConnector.Sandbox.Server;
using Microsoft.AspNetCore.WebUtilities;

namespace FunctionsConnector.Sandbox.Dataverse;

/// <summary>Entra's token endpoint for client credentials with a secret (OAuth 2.0, RFC 6749 section 4.4).</summary>
internal sealed class TokenEndpoint(DataverseSandbox sandbox, IssuedTokens tokens)
{
    public bool IsValid(SandboxRequest request) =>
        request.Headers.Authorization.ToString().Split(' ', 2) is ["Bearer", var token] && tokens.IsValid(token, sandbox.Scope);

    public SandboxResponse Issue(SandboxRequest request)
    {
        var form = QueryHelpers.ParseQuery(request.Body);
        if (form["grant_type"] != "client_credentials" || form["scope"] != sandbox.Scope)
        {
            return new(400, """{"error":"invalid_scope","error_description":"AADSTS70011: The provided value for the input parameter 'scope' is not valid."}""");
        }

        if (form["client_id"] != sandbox.ClientId || form["client_secret"] != sandbox.ClientSecret)
        {
            return new(401, """{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided."}""");
        }

        var lifetime = sandbox.Behavior.TokenLifetime;
        var (token, _) = tokens.Issue(sandbox.Scope, lifetime);
        return new(200, $$"""{"token_type":"Bearer","expires_in":{{(int)lifetime.TotalSeconds}},"ext_expires_in":{{(int)lifetime.TotalSeconds}},"access_token":"{{token}}"}""");
    }
}
