using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.HubSpot;

/// <summary>The vendor's responses: refused values from "Error handling", the limits from "API usage guidelines and limits", the others recorded.</summary>
internal static class HubSpotResponses
{
    private const int HubId = 3855728;

    public static SandboxResponse NotAuthenticated => Error(401, "INVALID_AUTHENTICATION",
        "Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview");

    public static SandboxResponse Forbidden => Error(403, "MISSING_SCOPES",
        "This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes.");

    public static SandboxResponse NotFound => Error(404, "OBJECT_NOT_FOUND", "resource not found");

    public static SandboxResponse WrongMethod => Error(405, "VALIDATION_ERROR", "Method not allowed");

    public static SandboxResponse Unreadable => Error(400, "VALIDATION_ERROR", "Invalid input JSON");

    public static SandboxResponse Limited(string policy) => new(429, new JsonObject
    {
        ["status"] = "error",
        ["message"] = $"You have reached your {policy.ToLowerInvariant()} limit.",
        ["errorType"] = "RATE_LIMIT",
        ["correlationId"] = "c033cdaa-2c40-4a64-ae48-b4cec88dad24",
        ["policyName"] = policy,
        ["requestId"] = "3d3e35b7-0dae-4b9f-a6e3-9c230cbcf8dd",
    }.ToJsonString());

    public static SandboxResponse Invalid(IReadOnlyList<PropertyError> errors, bool hidesList)
    {
        var all = new JsonArray([.. errors.Select(error => (JsonNode)new JsonObject
        {
            ["isValid"] = false, ["message"] = error.Message, ["error"] = error.Code, ["name"] = error.Property, ["localizedErrorMessage"] = error.Message, ["portalId"] = HubId,
        })]);
        var body = Body("VALIDATION_ERROR", $"Property values were not valid: {all.ToJsonString()}");
        if (!hidesList)
        {
            body["errors"] = new JsonArray([.. errors.Select(error => (JsonNode)new JsonObject
            {
                ["message"] = error.Message, ["code"] = error.Code, ["context"] = new JsonObject { ["propertyName"] = new JsonArray(error.Property) },
            })]);
        }

        return new(400, body.ToJsonString());
    }

    private static SandboxResponse Error(int status, string category, string message) => new(status, Body(category, message).ToJsonString());

    private static JsonObject Body(string category, string message) => new()
    {
        ["status"] = "error",
        ["message"] = message,
        ["correlationId"] = "8a3f6c3a-8296-4002-b0a6-2a06fecf7c0c",
        ["category"] = category,
    };
}
