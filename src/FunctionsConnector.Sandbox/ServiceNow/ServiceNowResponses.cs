using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.ServiceNow;

/// <summary>
/// The vendor's responses. The text of the rate limit is from "Inbound REST API rate limiting", statuses from "REST API HTTP response
/// codes"; the other texts are from recorded replies.
/// </summary>
internal static class ServiceNowResponses
{
    public static SandboxResponse NotAuthenticated => Error(401, "User Not Authenticated", "Required to provide Auth information");

    /// <summary>The token endpoint's own shape: <c>error</c> is a text.</summary>
    public static SandboxResponse NoToken => new(401, """{"error_description":"access_denied","error":"server_error"}""");

    public static SandboxResponse NoRoute => Error(400, "Requested URI does not represent any resource", null);

    public static SandboxResponse NoRecord => Error(404, "No Record found", "Record doesn't exist or ACL restricts the record retrieval");

    public static SandboxResponse Unreadable => Error(400, "Exception while reading request", "The payload is not valid JSON.");

    public static SandboxResponse WrongMediaType => Error(415, "Unsupported media type", null);

    public static SandboxResponse WrongMethod => Error(405, "Method not supported", null);

    /// <summary>Also a user who may read only some tables gets this.</summary>
    public static SandboxResponse NotReadable => Error(403, "User Not Authorized", "Failed API level ACL Validation");

    public static SandboxResponse Forbidden => Failed("ACL Exception Update Failed due to security constraints");

    public static SandboxResponse NoTable(string table) => Error(400, $"Invalid table {table}", null);

    public static SandboxResponse NoField(string field) => Error(400, "Invalid field", field);

    /// <summary>A business rule or data policy that stops the update also has the status 403.</summary>
    public static SandboxResponse Failed(string detail) => Error(403, "Operation Failed", detail);

    public static SandboxResponse Limited(int limit) =>
        Error(429, "Rate limit exceeded", $"Rate limit of {limit} requests per hour for Table API exceeded");

    public static SandboxResponse Result(JsonNode result) => new(200, new JsonObject { ["result"] = result }.ToJsonString());

    private static SandboxResponse Error(int status, string message, string? detail) => new(status, new JsonObject
    {
        ["error"] = new JsonObject { ["message"] = message, ["detail"] = detail },
        ["status"] = "failure",
    }.ToJsonString());
}
