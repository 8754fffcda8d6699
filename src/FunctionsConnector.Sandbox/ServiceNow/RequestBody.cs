using System.Text.Json;
using System.Text.Json.Nodes;

namespace FunctionsConnector.Sandbox.ServiceNow;

/// <summary>Reads a body as the vendor does, which also takes single quotes: the examples of "Table API" have them.</summary>
internal static class RequestBody
{
    public static JsonObject? Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body.StartsWith("{'", StringComparison.Ordinal) ? body.Replace('\'', '"') : body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
