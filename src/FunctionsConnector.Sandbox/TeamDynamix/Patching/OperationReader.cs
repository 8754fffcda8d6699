using System.Text.Json;

namespace FunctionsConnector.Sandbox.TeamDynamix.Patching;

/// <summary>
/// Parses the body of a PATCH: an array of operations (Web API reference, "About patching"). Accepts a trailing comma, as in an example
/// that the vendor recommends.
/// </summary>
internal static class OperationReader
{
    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true };

    // Without "test": the reference excludes it, although the generated OpenAPI document lists it.
    private static readonly string[] Supported = ["add", "replace", "remove", "copy", "move"];

    public static (IReadOnlyList<PatchOperation> Operations, string? Refusal) Read(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Options);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return ([], TeamDynamixMessages.NotUnderstood);
        }
    }

    private static (IReadOnlyList<PatchOperation> Operations, string? Refusal) Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Array)
        {
            return ([], TeamDynamixMessages.NotAnArray);
        }

        var operations = new List<PatchOperation>(body.GetArrayLength());
        foreach (var element in body.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Object)
            {
                return ([], TeamDynamixMessages.NotUnderstood);
            }

            var operation = Read(Property(element, "op"), Property(element, "path"), Property(element, "from"), Property(element, "value"));
            if (Check(operation) is { } refusal)
            {
                return ([], refusal);
            }

            operations.Add(operation);
        }

        return (operations, null);
    }

    private static PatchOperation Read(JsonElement name, JsonElement path, JsonElement from, JsonElement value) =>
        new(Text(name).ToLowerInvariant(), Text(path), Text(from), value.Clone());

    private static string? Check(PatchOperation operation)
    {
        if (!Supported.Contains(operation.Name))
        {
            return TeamDynamixMessages.UnsupportedOperation(operation.Name);
        }

        if (operation.Path.Length == 0)
        {
            return TeamDynamixMessages.BadPath(operation.Path);
        }

        return operation.Name is "copy" or "move" && operation.From.Length == 0 ? TeamDynamixMessages.BadPath(operation.From) : null;
    }

    private static JsonElement Property(JsonElement element, string name)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return property.Value;
            }
        }

        return PatchOperation.Nothing;
    }

    private static string Text(JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString()! : "";
}
