namespace FunctionsConnector.Sandbox.Autotask.Metadata;

/// <summary>One value of a picklist.</summary>
/// <param name="Value">What is stored; text even where the field is a number.</param>
/// <param name="Label">What people read; differs from tenant to tenant.</param>
public sealed record ChoiceDefinition(string Value, string Label)
{
    /// <summary>Inactive values remain in old records but cannot be chosen.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>Whether the vendor, not the tenant, made the value.</summary>
    public bool IsSystem { get; init; }

    /// <summary>In a dependent picklist, the value of the other field under which this one can be chosen; else empty.</summary>
    public string ParentValue { get; init; } = "";
}
