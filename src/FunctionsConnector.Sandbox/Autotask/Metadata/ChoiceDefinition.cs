namespace FunctionsConnector.Sandbox.Autotask.Metadata;

/// <summary>One value of a picklist.</summary>
/// <param name="Value">The stored value, as text even for a numeric field.</param>
/// <param name="Label">The displayed text; it differs between tenants.</param>
public sealed record ChoiceDefinition(string Value, string Label)
{
    /// <summary>Whether the value can be chosen. Old records keep inactive values.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>Whether the vendor defines the value, not the tenant.</summary>
    public bool IsSystem { get; init; }

    /// <summary>In a dependent picklist, the required value of the parent field; otherwise empty.</summary>
    public string ParentValue { get; init; } = "";
}
