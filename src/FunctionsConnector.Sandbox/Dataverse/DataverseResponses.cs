using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.Dataverse;

/// <summary>
/// The vendor's responses. The texts of 404, 412 and 429 are from "Perform conditional operations" and "Service protection API limits",
/// that of an unknown choice from the vendor's troubleshooting pages; the others are recorded or, where none is published, alike.
/// </summary>
internal static class DataverseResponses
{
    private const string Payload =
        "Error identified in Payload provided by the user for Entity :'', For more information on this error please follow this help link https://go.microsoft.com/fwlink/?linkid=2195293  ---->  InnerException : Microsoft.OData.ODataException: ";

    public static SandboxResponse NotAuthenticated => new(401);

    public static SandboxResponse NoRoute => Error(404, "0x80060888", "Resource not found for the segment.");

    public static SandboxResponse WrongMethod => Error(405, "", "The requested resource does not support the http method.");

    public static SandboxResponse StaleVersion =>
        Error(412, "", "The version of the existing record doesn't match the RowVersion property provided.");

    public static SandboxResponse AlreadyExists => Error(412, "", "A record with matching key values already exists.");

    public static SandboxResponse Duplicate =>
        Error(412, "0x80040333", "A record was not created or updated because a duplicate of the current record already exists.");

    public static SandboxResponse NoRecord(string table, string id) => Error(404, "", $"{table} With Id = {id} Does Not Exist");

    public static SandboxResponse NoProperty(string table, string name) =>
        Error(400, "0x80060888", $"Could not find a property named '{name}' on type 'Microsoft.Dynamics.CRM.{table}'.");

    public static SandboxResponse InvalidProperty(string table, string name) =>
        Error(400, "0x80048d19", $"{Payload}Invalid property '{name}' was found in entity 'Microsoft.Dynamics.CRM.{table}'.");

    public static SandboxResponse NoNavigation(string name) => Error(400, "0x80048d19",
        $"{Payload}An undeclared property '{name}' which only has property annotations in the payload but no property value was found in the payload.");

    public static SandboxResponse Unconvertible(string value, string type) =>
        Error(400, "0x80048d19", $"{Payload}Cannot convert the literal '{value}' to the expected type '{type}'.");

    public static SandboxResponse Invalid(string message) => Error(400, "0x80044331", $"A validation error occurred. {message}");

    public static SandboxResponse UnknownChoice(string table, string column, string value, IEnumerable<string> accepted) => Error(400, "0x8004431a",
        $"A validation error occurred. The value {value} of '{column}' on record of type '{table}' is outside the valid range. Accepted Values: {string.Join(',', accepted)}");

    public static SandboxResponse Forbidden(string table) =>
        Error(403, "0x80040220", $"Principal user is missing prvWrite{table} privilege.");

    public static SandboxResponse Secured(string column) =>
        Error(403, "0x8004f508", $"Caller does not have update permissions for the secured column {column}.");

    public static SandboxResponse Limited(int limit, TimeSpan window) => Error(
        429, "0x80072322", $"Number of requests exceeded the limit of {limit} over time window of {window.TotalSeconds:0} seconds.");

    /// <summary>A plug-in's refusal ("Compose HTTP requests and handle errors"), with its stack trace if all annotations are asked for.</summary>
    public static SandboxResponse Plugin(string message, bool isAnnotated)
    {
        var error = new JsonObject { ["code"] = "0x80040265", ["message"] = message };
        if (isAnnotated)
        {
            error["@Microsoft.PowerApps.CDS.HelpLink"] = "http://go.microsoft.com/fwlink/?LinkID=398563&error=Microsoft.Crm.CrmException%3a80040265&client=platform";
            error["@Microsoft.PowerApps.CDS.TraceText"] = "\r\n[MyNamespace: MyNamespace.MyClass ]\r\nStackTrace:\r\n   at MyNamespace.MyClass.Execute(IServiceProvider serviceProvider)\r\n\r\n";
            error["@Microsoft.PowerApps.CDS.InnerError.Message"] = message;
        }

        return new(400, new JsonObject { ["error"] = error }.ToJsonString());
    }

    public static SandboxResponse Error(int status, string code, string message) =>
        new(status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } }.ToJsonString());
}
