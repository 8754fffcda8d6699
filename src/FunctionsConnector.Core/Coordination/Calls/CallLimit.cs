namespace FunctionsConnector.Core.Coordination.Calls;

/// <summary>How many calls all instances together may start in a minute.</summary>
/// <param name="Documented">The limit while no response of the vendor has said another.</param>
/// <param name="Own">The limit of the settings, which no other exceeds; null where there is none.</param>
/// <param name="Said">What the responses to this instance have said last; null where none has.</param>
internal sealed record CallLimit(int Documented, int? Own, Func<int?> Said)
{
    /// <summary>A limit that no response changes.</summary>
    public static CallLimit Of(int limit) => new(limit, null, () => null);

    /// <summary>The limit now.</summary>
    /// <param name="said">What a response to any instance has said last; null where none has.</param>
    public int With(int? said) => Math.Max(1, Math.Min(said ?? Documented, Own ?? int.MaxValue));
}
