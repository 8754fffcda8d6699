using FunctionsConnector.Sandbox.TeamDynamix.Attributes;
using FunctionsConnector.Sandbox.TeamDynamix.Items;

namespace FunctionsConnector.Sandbox.TeamDynamix.Patching;

/// <summary>The target of a path: a field, an attribute or a refusal. With all null, the operation changes nothing.</summary>
internal sealed record PatchTarget(FieldDefinition? Field = null, PreparedAttribute? Attribute = null, string? Refusal = null)
{
    public static PatchTarget Nothing { get; } = new();
}
