using System.Text.Json;

namespace FunctionsConnector.Sandbox.TeamDynamix.Patching;

/// <summary>One operation of a PATCH.</summary>
/// <param name="Name">What to do, in lower case.</param>
/// <param name="Path">Where.</param>
/// <param name="From">Where the value of a copy or move comes from; empty for others.</param>
/// <param name="Value">The value; null where none was sent.</param>
internal sealed record PatchOperation(string Name, string Path, string From, JsonElement Value)
{
    public static JsonElement Nothing { get; } = JsonSerializer.SerializeToElement<object?>(null);
}
