using FunctionsConnector.Sandbox.Values;

namespace FunctionsConnector.Sandbox.Tables;

/// <summary>A field of a <see cref="TableVendor{TBehavior}"/>'s record type.</summary>
/// <param name="Name">The API name.</param>
/// <param name="Label">The label.</param>
/// <param name="Type">The vendor's own name of the type.</param>
public sealed record TableField(string Name, string Label, string Type)
{
    /// <summary>Whether metadata calls the field read-only. What an update of it does is the vendor's matter.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Whether metadata calls the field required.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The maximum length of a text; 0 for none.</summary>
    public int MaxLength { get; init; }

    /// <summary>The record type that a reference refers to; empty for other types.</summary>
    public string Reference { get; init; } = "";

    /// <summary>The choices; empty for other types.</summary>
    public IReadOnlyList<TableChoice> Choices { get; init; } = [];

    /// <summary>The field on whose value the choices depend; empty for none.</summary>
    public string DependsOn { get; init; } = "";

    /// <summary>Whether an update drops the value with a success, although metadata calls the field writable.</summary>
    public bool IsSilentlyIgnored { get; init; }

    /// <summary>What an update does to the value before it is stored.</summary>
    public StoredForm Form { get; init; }
}
