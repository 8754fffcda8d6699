using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.Autotask;

/// <content>What the server and its control routes need.</content>
public sealed partial class AutotaskSandbox
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <inheritdoc/>
    string IVendorSandbox.Name => Mount;

    /// <inheritdoc/>
    JsonObject IVendorSandbox.Switches => JsonSerializer.SerializeToNode(Behavior, Json)!.AsObject();

    /// <inheritdoc/>
    IReadOnlyDictionary<string, Action<JsonObject>> IVendorSandbox.Commands => new Dictionary<string, Action<JsonObject>>
    {
        ["unlock"] = _ => Unlock(),
        ["set-credentials"] = order => Credentials = Merge(Credentials, order),
        ["set-calls-this-hour"] = order => CallsThisHour = Number(order, "count"),
        ["revert-status"] = order =>
            RevertStatus(Number(order, "ticketId"), (int)Number(order, "afterReads", 0), (int)Number(order, "times", 1)),
        ["ignore-silently"] = order => IgnoreSilently(Text(order, "entity"), Text(order, "field")),
        ["widen"] = order => Widen(Text(order, "entity"), (int)Number(order, "fields")),
        ["add-tickets"] = order => AddTickets((int)Number(order, "count")),
    };

    /// <inheritdoc/>
    void IVendorSandbox.ChangeSwitches(JsonObject changes) => Behavior = Merge(Behavior, changes);

    /// <inheritdoc/>
    JsonObject? IVendorSandbox.FindTruth(string recordType, string recordId) =>
        _tenant.Records.Find(recordType, Id(recordId)) is null ? null : Truth(recordType, Id(recordId));

    /// <inheritdoc/>
    void IVendorSandbox.SetTruth(string recordType, string recordId, string field, JsonNode? value) =>
        SetTruth(recordType, Id(recordId), field, value);

    /// <inheritdoc/>
    IVendorCall IVendorSandbox.Open(SandboxRequest request) => new AutotaskCall(_api, _tenant, _routes.Read(request.Path), request);

    private static long Id(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static T Merge<T>(T current, JsonObject changes)
    {
        var merged = JsonSerializer.SerializeToNode(current, Json)!.AsObject();
        foreach (var (name, value) in changes)
        {
            merged[name] = value?.DeepClone();
        }

        return merged.Deserialize<T>(Json)!;
    }

    private static long Number(JsonObject order, string name, long? absent = null) =>
        order[name]?.GetValue<long>() ?? absent ?? throw new ArgumentException($"'{name}' is missing.");

    private static string Text(JsonObject order, string name) =>
        order[name]?.GetValue<string>() ?? throw new ArgumentException($"'{name}' is missing.");
}
