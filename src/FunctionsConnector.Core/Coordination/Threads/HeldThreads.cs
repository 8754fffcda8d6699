using System.Text.Json.Serialization;

namespace FunctionsConnector.Core.Coordination.Threads;

/// <summary>How many calls an instance may have in progress at a time.</summary>
/// <param name="Count">How many.</param>
/// <param name="Until">Later than this they belong to nobody, unless the instance renews them.</param>
internal sealed record HeldThreads([property: JsonPropertyName("count")] int Count, [property: JsonPropertyName("until")] DateTimeOffset Until);
