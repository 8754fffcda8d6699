using System.Text.Json.Serialization;

namespace FunctionsConnector.Core.Coordination.Calls;

/// <summary>Calls that started by a second.</summary>
/// <param name="At">The second by which they had started, in seconds since 1970.</param>
/// <param name="Callers">How many of them somebody waited for.</param>
/// <param name="Queued">How many of them were of queued updates.</param>
internal readonly record struct SpentCalls(
    [property: JsonPropertyName("at")] long At, [property: JsonPropertyName("callers")] int Callers, [property: JsonPropertyName("queued")] int Queued)
{
    [JsonIgnore]
    public int All => Callers + Queued;

    [JsonIgnore]
    public DateTimeOffset Time => DateTimeOffset.FromUnixTimeSeconds(At);
}
