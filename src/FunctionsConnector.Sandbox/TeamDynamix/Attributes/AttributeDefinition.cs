namespace FunctionsConnector.Sandbox.TeamDynamix.Attributes;

/// <summary>A custom attribute.</summary>
/// <param name="Id">Its id, by which it is addressed.</param>
/// <param name="Name">Its name; nothing keeps two from having the same, or that of a standard field.</param>
/// <param name="FieldType">How it is edited, such as <c>textbox</c>, <c>dropdown</c> or <c>datefield</c>.</param>
public sealed record AttributeDefinition(int Id, string Name, string FieldType)
{
    private static readonly string[] ChoiceTypes = ["dropdown", "hradio", "vradio", "multiselect", "checkboxlist", "checklist"];

    /// <summary>What can be chosen, in order.</summary>
    public IReadOnlyList<AttributeChoice> Choices { get; init; } = [];

    /// <summary>The only application whose items have it; 0 for all.</summary>
    public int App { get; init; }

    /// <summary>Said of it, though what is required is up to the item's form.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether it is shown in the vendor's "Update" view; it can be written in either case.</summary>
    public bool IsUpdatable { get; init; } = true;

    internal bool IsChoice => ChoiceTypes.Contains(FieldType, StringComparer.OrdinalIgnoreCase);

    internal bool AllowsSeveral => FieldType.ToUpperInvariant() is "MULTISELECT" or "CHECKBOXLIST" or "CHECKLIST";

    internal bool IsDate => FieldType.Equals("datefield", StringComparison.OrdinalIgnoreCase);
}
