using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Server;
using static FunctionsConnector.Sandbox.Server.ControlJson;

namespace FunctionsConnector.Sandbox.TeamDynamix;

/// <content>The interface to the server and its control routes.</content>
public sealed partial class TeamDynamixSandbox
{
    /// <inheritdoc/>
    string IVendorSandbox.Name => Mount;

    /// <inheritdoc/>
    JsonObject IVendorSandbox.Switches => Write(Behavior);

    /// <inheritdoc/>
    IReadOnlyDictionary<string, Action<JsonObject>> IVendorSandbox.Commands => new Dictionary<string, Action<JsonObject>>
    {
        ["set-credentials"] = command => Credentials = Merge(Credentials, command),
        ["revoke-tokens"] = _ => RevokeTokens(),
        ["forget-rates"] = _ => ForgetRates(),
        ["ignore-silently"] = command => IgnoreSilently(Text(command, "recordType"), Text(command, "field")),
        ["forbid"] = command => Forbid(Text(command, "recordType"), Text(command, "id")),
        ["widen"] = command => Widen(Text(command, "recordType"), Number<int>(command, "attributes")),
        ["add-tickets"] = command => AddTickets(Number<int>(command, "count")),
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
}
