using System.Text.Json;
using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.TeamDynamix;

/// <content>What the server and its control routes need.</content>
public sealed partial class TeamDynamixSandbox
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <inheritdoc/>
    string IVendorSandbox.Name => Mount;

    /// <inheritdoc/>
    JsonObject IVendorSandbox.Switches => JsonSerializer.SerializeToNode(Behavior, Json)!.AsObject();

    /// <inheritdoc/>
    IReadOnlyDictionary<string, Action<JsonObject>> IVendorSandbox.Commands => new Dictionary<string, Action<JsonObject>>
    {
        ["set-credentials"] = order => Credentials = Merge(Credentials, order),
        ["revoke-tokens"] = _ => RevokeTokens(),
        ["forget-rates"] = _ => ForgetRates(),
        ["ignore-silently"] = order => IgnoreSilently(Text(order, "recordType"), Text(order, "field")),
        ["forbid"] = order => Forbid(Text(order, "recordType"), Text(order, "id")),
        ["widen"] = order => Widen(Text(order, "recordType"), Number(order, "attributes")),
        ["add-tickets"] = order => AddTickets(Number(order, "count")),
    };

    /// <inheritdoc/>
    void IVendorSandbox.ChangeSwitches(JsonObject changes)
    {
        var changed = Merge(Behavior, changes);
        Behavior = changed.BasePaths.Count > 0 ? changed : throw new ArgumentException("There must be a base path.");
    }

    /// <inheritdoc/>
    JsonObject? IVendorSandbox.FindTruth(string recordType, string recordId) =>
        Find(recordType, recordId) is null ? null : Truth(recordType, recordId);

    /// <inheritdoc/>
    IVendorCall IVendorSandbox.Open(SandboxRequest request) => new TeamDynamixCall(_api, _tenant, request);

    private static T Merge<T>(T current, JsonObject changes)
    {
        var merged = JsonSerializer.SerializeToNode(current, Json)!.AsObject();
        foreach (var (name, value) in changes)
        {
            merged[name] = value?.DeepClone();
        }

        return merged.Deserialize<T>(Json)!;
    }

    private static int Number(JsonObject order, string name) =>
        order[name]?.GetValue<int>() ?? throw new ArgumentException($"'{name}' is missing.");

    private static string Text(JsonObject order, string name) =>
        order[name]?.GetValue<string>() ?? throw new ArgumentException($"'{name}' is missing.");
}
