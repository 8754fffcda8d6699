namespace FunctionsConnector.Core.Targets.Profiles.Format;

/// <summary>How values are written.</summary>
internal sealed record ValueForm
{
    /// <summary>Whether numbers and booleans are written as texts.</summary>
    public bool AsText { get; init; }

    /// <summary>The texts of booleans; null for JSON's own, or for true and false as texts.</summary>
    public BooleanForm? Booleans { get; init; }

    /// <summary>Whether an instant is written with a space and without its zone, UTC.</summary>
    public bool IsSpaced { get; init; }

    /// <summary>Between the values of a list; null for a JSON array.</summary>
    public string? Separator { get; init; }
}
