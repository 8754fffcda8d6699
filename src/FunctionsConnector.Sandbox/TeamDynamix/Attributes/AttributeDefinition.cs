namespace FunctionsConnector.Sandbox.TeamDynamix.Attributes;

/// <summary>A custom attribute.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name. Other attributes and standard fields can have the same name.</param>
/// <param name="FieldType">Its control, such as <c>textbox</c>, <c>dropdown</c> or <c>datefield</c>.</param>
public sealed record AttributeDefinition(int Id, string Name, string FieldType)
{
    private static readonly string[] ChoiceTypes = ["dropdown", "hradio", "vradio", "multiselect", "checkboxlist", "checklist"];

    /// <summary>Its choices, in order.</summary>
    public IReadOnlyList<AttributeChoice> Choices { get; init; } = [];

    /// <summary>The application whose items have it; 0 for all.</summary>
    public int App { get; init; }

    /// <summary>Whether it is marked as required. The form of the item decides what is required.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether the vendor's "Update" view shows it. The API can always write it.</summary>
    public bool IsUpdatable { get; init; } = true;

    internal bool IsChoice => ChoiceTypes.Contains(FieldType, StringComparer.OrdinalIgnoreCase);

    internal bool AllowsSeveral => FieldType.ToUpperInvariant() is "MULTISELECT" or "CHECKBOXLIST" or "CHECKLIST";

    internal bool IsDate => FieldType.Equals("datefield", StringComparison.OrdinalIgnoreCase);
}
