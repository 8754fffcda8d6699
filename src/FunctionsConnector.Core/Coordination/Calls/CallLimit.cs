namespace FunctionsConnector.Core.Coordination.Calls;

/// <summary>How many calls all instances together may start in a minute.</summary>
/// <param name="Documented">The limit while no response of the vendor has said another.</param>
/// <param name="Own">The limit of the settings, which no other exceeds; null where there is none.</param>
/// <param name="Said">What the last response to this instance that said a limit has said; null where none has.</param>
internal sealed record CallLimit(int Documented, int? Own, Func<SaidLimit?> Said)
{
    /// <summary>A limit that no response changes.</summary>
    public static CallLimit Of(int limit) => new(limit, null, () => null);

    /// <summary>The limit now.</summary>
    /// <param name="said">What the last response to any instance has said; null where none has.</param>
    public int With(int? said) => Math.Max(1, Math.Min(said ?? Documented, Own ?? int.MaxValue));
}
