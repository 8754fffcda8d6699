using System.Text.Json.Nodes;
using FunctionsConnector.FunctionsHost.Protocol;

namespace FunctionsConnector.FunctionsHost;

/// <summary>A function of the app, from the metadata of the worker.</summary>
public sealed record AppFunction
{
    internal AppFunction(RpcFunctionMetadata metadata)
    {
        Metadata = metadata;
        Name = metadata.Name;
        Bindings = [.. metadata.RawBindings.Select(binding => JsonNode.Parse(binding)!.AsObject())];
        Trigger = Bindings.Single(binding => Text(binding, "type")!.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The name of the function.</summary>
    public string Name { get; }

    /// <summary>The bindings as JSON objects, with the names that <c>functions.metadata</c> gives their properties.</summary>
    public IReadOnlyList<JsonObject> Bindings { get; }

    /// <summary>The binding that starts the function.</summary>
    public JsonObject Trigger { get; }

    /// <summary>For example <c>httpTrigger</c> or <c>queueTrigger</c>.</summary>
    public string TriggerType => Text(Trigger, "type")!;

    /// <summary>The route template without the route prefix; null for a function without an HTTP trigger.</summary>
    public string? Route => IsHttp ? Text(Trigger, "route") ?? Name : null;

    /// <summary>The HTTP methods in upper case; empty for all methods.</summary>
    public IReadOnlyList<string> Methods => [.. Trigger["methods"]?.AsArray().Select(method => method!.GetValue<string>().ToUpperInvariant()) ?? []];

    internal RpcFunctionMetadata Metadata { get; }

    internal bool IsHttp => TriggerType.Equals("httpTrigger", StringComparison.OrdinalIgnoreCase);

    internal bool IsQueue => TriggerType.Equals("queueTrigger", StringComparison.OrdinalIgnoreCase);

    internal static string? Text(JsonObject binding, string name) => binding[name]?.GetValue<string>();

    /// <summary>The request that loads the function, with the directions and properties of its bindings.</summary>
    internal FunctionLoadRequest LoadRequest()
    {
        var metadata = Metadata.Clone();
        metadata.Bindings.Clear();
        foreach (var binding in Bindings)
        {
            var info = new BindingInfo
            {
                Type = Text(binding, "type"),
                Direction = Enum.Parse<BindingInfo.Types.Direction>(Text(binding, "direction") ?? "In", ignoreCase: true),
            };
            foreach (var (name, value) in binding["properties"]?.AsObject() ?? [])
            {
                info.Properties[name] = value!.ToString();
            }

            metadata.Bindings[Text(binding, "name")] = info;
        }

        return new FunctionLoadRequest { FunctionId = metadata.FunctionId, Metadata = metadata };
    }
}
