namespace FunctionsConnector.Core.Catalog;

/// <summary>One option of a picklist.</summary>
/// <param name="Id">The id that the record stores.</param>
/// <param name="Label">The label that people see.</param>
public sealed record Choice(string Id, string Label)
{
    /// <summary>False where the system keeps the choice for old records only.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>The id of the choice in <see cref="Field.ChoicesDependOn"/> that this one belongs to; null where it belongs to any.</summary>
    public string? ParentId { get; init; }
}
