using System.Text.Json.Nodes;

namespace FunctionsConnector.EndToEnd.Tests.Queues.FunctionsHost;

/// <summary>A function: a folder of the app's root with a <c>function.json</c> in it, whose name is the function's.</summary>
internal sealed record Function(string Name, bool IsDisabled, IReadOnlyList<JsonObject> Bindings)
{
    public static IReadOnlyList<Function> ReadAll(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "function.json", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
            .Select(file => Read(Path.GetFileName(Path.GetDirectoryName(file))!, JsonNode.Parse(File.ReadAllText(file))!.AsObject())),
    ];

    public JsonObject Trigger => Bindings.Single(binding => Text(binding, "type").EndsWith("Trigger", StringComparison.Ordinal));

    public bool IsHttp => Text(Trigger, "type") == "httpTrigger";

    public bool IsQueue => Text(Trigger, "type") == "queueTrigger";

    /// <summary>Only functions with one trigger in and one answer out are forwarded.</summary>
    public bool IsForwarded => IsHttp && Bindings.Count == 2 && Bindings.Any(binding => Text(binding, "type") == "http" && Text(binding, "direction") == "out");

    public IEnumerable<JsonObject> Outputs => Bindings.Where(binding => Text(binding, "direction") == "out");

    public static string Text(JsonObject binding, string name) => binding[name]?.GetValue<string>() ?? string.Empty;

    private static Function Read(string name, JsonObject json) => new(
        name,
        json["disabled"]?.GetValue<bool>() ?? false,
        [.. json["bindings"]!.AsArray().Select(binding => binding!.AsObject())]);
}
