using FunctionsConnector.Sandbox.TeamDynamix.Attributes;
using FunctionsConnector.Sandbox.TeamDynamix.Items;

namespace FunctionsConnector.Sandbox.TeamDynamix.Patching;

/// <summary>What a path means: a field, an attribute, a refusal, or, with all of them null, nothing that would change.</summary>
internal sealed record PatchTarget(FieldDefinition? Field = null, PreparedAttribute? Attribute = null, string? Refusal = null)
{
    public static PatchTarget Nothing { get; } = new();
}
