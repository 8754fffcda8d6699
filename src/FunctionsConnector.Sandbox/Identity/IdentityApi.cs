using System.Globalization;
using System.Text.Json;
using FunctionsConnector.Sandbox.Server;
using Microsoft.AspNetCore.WebUtilities;

namespace FunctionsConnector.Sandbox.Identity;

/// <summary>
/// Issues tokens of the managed identity as App Service does ("REST endpoint reference" of its managed identities), and in exchange for
/// a workload's token as Entra does (OAuth 2.0 client credentials with an assertion, RFC 7523 section 2.2).
/// </summary>
internal sealed class IdentityApi(IssuedTokens tokens, EntraDirectory directory, IdentitySandbox identity)
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    public SandboxResponse Answer(SandboxRequest request) => (request.Method, request.Path) switch
    {
        ("GET", IdentitySandbox.ManagedPath) => Managed(request),
        ("POST", IdentitySandbox.ExchangePath) => Exchange(request),
        ("GET", IdentitySandbox.MetadataPath) => new(200, directory.Metadata(new Uri(identity.Instance, IdentitySandbox.KeysPath.TrimStart('/')))),
        ("GET", IdentitySandbox.KeysPath) => new(200, directory.KeySet()),
        _ => new(404, """{"error":"not_found"}"""),
    };

    private SandboxResponse Managed(SandboxRequest request)
    {
        if (request.Headers["X-IDENTITY-HEADER"] != identity.Header)
        {
            return new(401, """{"statusCode":401,"message":"The X-IDENTITY-HEADER is missing or wrong."}""");
        }

        var (resource, clientId) = (request.Query["resource"].ToString(), request.Query["client_id"].ToString());
        if (request.Query["api-version"] != "2019-08-01" || resource.Length == 0)
        {
            return new(400, """{"statusCode":400,"message":"api-version and resource are required."}""");
        }

        if (clientId.Length > 0 && !identity.ClientIds.Contains(clientId))
        {
            return new(400, """{"statusCode":400,"message":"No User Assigned or Delegated Managed Identity found for specified ClientId."}""");
        }

        var (token, expires) = tokens.Issue(resource.TrimEnd('/'));
        return new(200, JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["access_token"] = token,
            ["expires_on"] = expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["resource"] = resource,
            ["token_type"] = "Bearer",
            ["client_id"] = clientId.Length > 0 ? clientId : IdentitySandbox.SystemAssignedClientId,
        }));
    }

    private SandboxResponse Exchange(SandboxRequest request)
    {
        const string DefaultScope = "/.default";
        var form = QueryHelpers.ParseQuery(request.Body);
        var scope = form["scope"].ToString().Split(' ')[0];
        var isKnown = form["grant_type"] == "client_credentials"
            && form["client_assertion_type"] == AssertionType
            && form["client_assertion"] == identity.WorkloadToken
            && identity.ClientIds.Contains(form["client_id"].ToString());
        if (!isKnown || !scope.EndsWith(DefaultScope, StringComparison.Ordinal))
        {
            return new(401, """{"error":"invalid_client","error_description":"AADSTS700212: No matching federated identity record found for presented assertion."}""");
        }

        var (token, _) = tokens.Issue(scope[..^DefaultScope.Length]);
        return new(200, JsonSerializer.Serialize(new { token_type = "Bearer", expires_in = (int)IssuedTokens.Lifetime.TotalSeconds, access_token = token }));
    }
}
