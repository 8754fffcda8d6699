using System.Text.Json;

namespace FunctionsConnector.Core.Targets.Profiles.Format;

/// <summary>Holds where the value at a pointer is one of these.</summary>
internal sealed record Condition(JsonPath At, IReadOnlyList<string> Is)
{
    public bool Holds(JsonElement json) => At.FindText(json) is { } text && Is.Contains(text, StringComparer.OrdinalIgnoreCase);
}
