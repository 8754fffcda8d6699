using System.Text.Json;
using System.Text.Json.Nodes;

namespace FunctionsConnector.Sandbox.Server;

/// <summary>The JSON of switches and commands.</summary>
internal static class ControlJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static JsonObject Write<T>(T switches) => JsonSerializer.SerializeToNode(switches, Options)!.AsObject();

    /// <summary>A copy with the given properties changed.</summary>
    /// <exception cref="JsonException">A property is unknown or its value is invalid.</exception>
    public static T Merge<T>(T current, JsonObject changes)
    {
        var merged = Write(current);
        foreach (var (name, value) in changes)
        {
            merged[name] = value?.DeepClone();
        }

        return merged.Deserialize<T>(Options)!;
    }

    /// <exception cref="ArgumentException">The property is missing and has no default.</exception>
    public static T Number<T>(JsonObject command, string name, T? absent = null)
        where T : struct => command[name]?.GetValue<T>() ?? absent ?? throw Missing(name);

    /// <exception cref="ArgumentException">The property is missing.</exception>
    public static string Text(JsonObject command, string name) => command[name]?.GetValue<string>() ?? throw Missing(name);

    private static ArgumentException Missing(string name) => new($"'{name}' is missing.");
}
