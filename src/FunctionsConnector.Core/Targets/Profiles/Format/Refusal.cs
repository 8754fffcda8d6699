namespace FunctionsConnector.Core.Targets.Profiles.Format;

/// <summary>Says what a response means. The first of a profile that fits decides.</summary>
/// <param name="Statuses">The HTTP statuses.</param>
/// <param name="At">Where the texts are looked for; empty for the status alone.</param>
/// <param name="Contains">Texts of which one must be there, in any case.</param>
/// <param name="Means">What the response means.</param>
internal sealed record Refusal(IReadOnlyList<int> Statuses, IReadOnlyList<JsonPath> At, IReadOnlyList<string> Contains, RefusalMeaning Means)
{
    /// <summary>Whether it is about an update; null for any call.</summary>
    public bool? OfUpdate { get; init; }
}
