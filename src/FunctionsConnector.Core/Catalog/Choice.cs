namespace FunctionsConnector.Core.Catalog;

/// <summary>One option of a picklist.</summary>
/// <param name="Id">What the record stores.</param>
/// <param name="Label">What a person reads.</param>
public sealed record Choice(string Id, string Label)
{
    /// <summary>False where the system keeps the choice for old records and offers it no longer.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>The id of the choice in <see cref="Field.ChoicesDependOn"/> under which this one is offered; null where under any.</summary>
    public string? ParentId { get; init; }
}
