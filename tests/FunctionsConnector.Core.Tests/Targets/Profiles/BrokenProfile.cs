namespace FunctionsConnector.Core.Tests.Targets.Profiles;

/// <summary>A profile with one mistake.</summary>
/// <param name="At">The JSON Pointer of the place that is changed.</param>
/// <param name="Json">The new value; null removes it.</param>
/// <param name="Problem">The JSON Pointer of the problem.</param>
/// <param name="Says">A part of its text.</param>
public sealed record BrokenProfile(string At, string? Json, string Problem, string Says)
{
    /// <summary>Whether a JSON Schema cannot express the rule.</summary>
    public bool IsBeyondSchema { get; init; }

    /// <summary>A second change, which is no mistake by itself.</summary>
    public (string At, string Json)? Also { get; init; }

    /// <summary>The valid profile that the mistakes are made in.</summary>
    public static string Valid => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Targets", "Profiles", "library.json"));

    public string Text
    {
        get
        {
            var root = JsonNode.Parse(Valid)!;
            Change(root, At, Json);
            if (Also is { } also)
            {
                Change(root, also.At, also.Json);
            }

            return root.ToJsonString();
        }
    }

    public override string ToString() => $"{At} = {Json ?? "(removed)"}";

    private static void Change(JsonNode root, string at, string? json)
    {
        var tokens = at.Split('/')[1..];
        var parent = tokens[..^1].Aggregate(root, (node, token) => node is JsonArray list ? list[int.Parse(token, CultureInfo.InvariantCulture)]! : node[token]!);
        var value = json is null ? null : JsonNode.Parse(json);
        switch (parent)
        {
            case JsonArray list:
                list[int.Parse(tokens[^1], CultureInfo.InvariantCulture)] = value;
                break;
            case JsonObject members when json is null:
                members.Remove(tokens[^1]).ShouldBeTrue("the valid profile has what is removed");
                break;
            default:
                parent[tokens[^1]] = value;
                break;
        }
    }
}
