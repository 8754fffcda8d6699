using System.Text;
using FunctionsConnector.Sandbox.Identity;
using FunctionsConnector.Sandbox.Server;
using Microsoft.AspNetCore.WebUtilities;

namespace FunctionsConnector.Sandbox.ServiceNow;

/// <summary>Checks basic authentication, tokens and keys, and issues tokens at <c>/oauth_token.do</c>.</summary>
internal sealed class SignIn(ServiceNowSandbox sandbox, IssuedTokens tokens)
{
    private const string Scope = "useraccount";

    public bool IsValid(SandboxRequest request)
    {
        var header = request.Headers.Authorization.ToString().Split(' ', 2);
        return header switch
        {
            ["Basic", var encoded] => encoded == Convert.ToBase64String(Encoding.UTF8.GetBytes($"{sandbox.UserName}:{sandbox.Password}")),
            ["Bearer", var token] => tokens.IsValid(token, Scope),
            _ => sandbox.Behavior.HasApiKeys && request.Headers["x-sn-apikey"] == sandbox.ApiKey,
        };
    }

    public SandboxResponse Token(SandboxRequest request)
    {
        var form = QueryHelpers.ParseQuery(request.Body);
        var isUser = form["grant_type"] == "password" && form["username"] == sandbox.UserName && form["password"] == sandbox.Password;
        var isClient = form["grant_type"] == "client_credentials" && sandbox.Behavior.HasClientCredentials;
        if (form["client_id"] != sandbox.ClientId || form["client_secret"] != sandbox.ClientSecret || !(isUser || isClient))
        {
            return ServiceNowResponses.NoToken;
        }

        var lifetime = sandbox.Behavior.TokenLifetime;
        var (token, _) = tokens.Issue(Scope, lifetime);
        return new(200, $$"""{"access_token":"{{token}}","scope":"{{Scope}}","token_type":"Bearer","expires_in":{{(int)lifetime.TotalSeconds}}}""");
    }
}
