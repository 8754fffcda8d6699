namespace FunctionsConnector.Core.Catalog;

/// <summary>The result of a comparison.</summary>
/// <param name="Match">How the two values relate.</param>
/// <param name="Adjustment">What the system did to the value, in words; null unless <see cref="ValueMatch.Adjusted"/>.</param>
public readonly record struct Comparison(ValueMatch Match, string? Adjustment = null)
{
    internal static Comparison Adjusted(string adjustment) => new(ValueMatch.Adjusted, adjustment);

    internal static Comparison Of(bool isSame) => new(isSame ? ValueMatch.Same : ValueMatch.Different);
}
