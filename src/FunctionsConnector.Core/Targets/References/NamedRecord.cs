namespace FunctionsConnector.Core.Targets.References;

/// <summary>A record that a reference can hold.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Label">What people call it.</param>
public sealed record NamedRecord(string Id, string Label)
{
    /// <summary>What tells it from another one of the same label, such as an e-mail; null where the system has nothing.</summary>
    public string? Detail { get; init; }

    /// <summary>False where the system does not accept it any more.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>The id of the record that it belongs to, such as a contact's company; null where that does not matter.</summary>
    public string? Within { get; init; }
}
