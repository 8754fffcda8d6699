using System.Text.Json;

namespace FunctionsConnector.Sandbox.TeamDynamix.Patching;

/// <summary>One operation of a PATCH.</summary>
/// <param name="Name">The operation, in lower case.</param>
/// <param name="Path">The target path.</param>
/// <param name="From">The source path of a copy or move; otherwise empty.</param>
/// <param name="Value">The value; null if none was sent.</param>
internal sealed record PatchOperation(string Name, string Path, string From, JsonElement Value)
{
    public static JsonElement Nothing { get; } = JsonSerializer.SerializeToElement<object?>(null);
}
