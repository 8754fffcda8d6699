using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.AzureDevOps;

/// <summary>The vendor's responses: the limit's text from "Rate and usage limits", the others from recorded replies.</summary>
internal static class AzureDevOpsResponses
{
    public static SandboxResponse NotAuthenticated => new(401, "<html><body>Access Denied: The Personal Access Token used has expired.</body></html>", "text/html; charset=utf-8");

    public static SandboxResponse SignInPage => new(203, "<!DOCTYPE html><html><head><title>Azure DevOps Services | Sign In</title></head></html>", "text/html; charset=utf-8");

    public static SandboxResponse NoRoute => Error(404, "The controller for path was not found.", "HttpException");

    /// <summary>Errors outside work item tracking have another shape.</summary>
    public static SandboxResponse WrongMediaType => Wrapped(415, "The request entity's media type is not supported for this resource.");

    public static SandboxResponse Unreadable => Wrapped(400, "You must pass a valid patch document in the body of the request.");

    public static SandboxResponse Forbidden =>
        Error(403, "TF237111: The current user does not have permissions to save work items under the specified area path.", "WorkItemUnauthorizedAccessException");

    public static SandboxResponse TooManyRevisions => Error(500, "VS403489: The work item has reached the limit of 10000 revisions.", "WorkItemRevisionLimitExceededException");

    public static SandboxResponse NoVersion(string method) => Error(400,
        $"No api-version was supplied for the \"{method}\" request. The version must be supplied either as part of the Accept header (e.g. \"application/json; api-version=1.0\") or as a query parameter (e.g. \"?api-version=1.0\").",
        "VssVersionNotSpecifiedException");

    public static SandboxResponse NoItem(string id) =>
        Error(404, $"TF401232: Work item {id} does not exist, or you do not have permissions to read it.", "WorkItemUnauthorizedAccessException");

    public static SandboxResponse NoType(string type) => Error(404, $"VS402323: Work item type {type} does not exist in project.", "WorkItemTypeNotFoundException");

    public static SandboxResponse NoField(string field) => Error(400, $"TF51535: Cannot find field {field}.", "WorkItemTrackingFieldDefinitionNotFoundException");

    public static SandboxResponse TestFailed(string path, string? value, string? expected) =>
        Error(412, $"VS403351: Test Operation for path {path} failed, value {value} was not equal to test value {expected}.", "TestPatchOperationFailedException");

    public static SandboxResponse NothingToRemove(string path) => Error(400, $"The path '{path}' does not exist.", "PatchOperationFailedException");

    public static SandboxResponse UnknownIdentity(string field, string name, string value)
    {
        var error = Body($"The identity value '{value}' for field '{name}' is an unknown identity.", "WorkItemFieldInvalidException");
        error["customProperties"] = new JsonObject { ["ReferenceName"] = field };
        return new(400, error.ToJsonString());
    }

    public static SandboxResponse RuleError(IReadOnlyList<(string Field, string Name, string Flags)> errors)
    {
        var message = string.Join(' ', errors.Select(error => $"TF401320: Rule Error for field {error.Name}. Error code: {error.Flags}."));
        var body = Body(message, "RuleValidationException");
        body["customProperties"] = new JsonObject
        {
            ["ErrorMessage"] = message,
            ["RuleValidationErrors"] = new JsonArray([.. errors.Select(error => (JsonNode)new JsonObject
            {
                ["fieldReferenceName"] = error.Field, ["fieldStatusFlags"] = error.Flags, ["errorMessage"] = $"TF401320: Rule Error for field {error.Name}. Error code: {error.Flags}.",
            })]),
        };
        return new(400, body.ToJsonString());
    }

    public static SandboxResponse Limited() => Error(
        429, "TF400733: The request has been canceled: Request was blocked due to exceeding usage of resource 'RateLimit' in namespace 'User'.", "RequestBlockedException");

    private static SandboxResponse Wrapped(int status, string message) =>
        new(status, new JsonObject { ["count"] = 1, ["value"] = new JsonObject { ["Message"] = message } }.ToJsonString());

    private static SandboxResponse Error(int status, string message, string typeKey) => new(status, Body(message, typeKey).ToJsonString());

    private static JsonObject Body(string message, string typeKey) => new()
    { ["$id"] = "1", ["innerException"] = null, ["message"] = message, ["typeKey"] = typeKey, ["errorCode"] = 0, ["eventId"] = 3200 };
}
