using System.Globalization;
using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Server;
using static FunctionsConnector.Sandbox.Server.ControlJson;

namespace FunctionsConnector.Sandbox.Autotask;

/// <content>The interface to the server and its control routes.</content>
public sealed partial class AutotaskSandbox
{
    /// <inheritdoc/>
    string IVendorSandbox.Name => Mount;

    /// <inheritdoc/>
    JsonObject IVendorSandbox.Switches => Write(Behavior);

    /// <inheritdoc/>
    IReadOnlyDictionary<string, Action<JsonObject>> IVendorSandbox.Commands => new Dictionary<string, Action<JsonObject>>
    {
        ["unlock"] = _ => Unlock(),
        ["set-credentials"] = command => Credentials = Merge(Credentials, command),
        ["set-calls-this-hour"] = command => CallsThisHour = Number<long>(command, "count"),
        ["revert-status"] = command =>
            RevertStatus(Number<long>(command, "ticketId"), Number<int>(command, "afterReads", 0), Number<int>(command, "times", 1)),
        ["ignore-silently"] = command => IgnoreSilently(Text(command, "entity"), Text(command, "field")),
        ["widen"] = command => Widen(Text(command, "entity"), Number<int>(command, "fields")),
        ["add-tickets"] = command => AddTickets(Number<int>(command, "count")),
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
}
