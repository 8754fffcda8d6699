using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Server;
using static FunctionsConnector.Sandbox.Server.ControlJson;

namespace FunctionsConnector.Sandbox.KeyVault;

/// <content>The interface to the server and its control routes.</content>
public sealed partial class KeyVaultSandbox
{
    private const string RecordType = "secrets";

    /// <inheritdoc/>
    string IVendorSandbox.Name => "keyvault";

    /// <inheritdoc/>
    JsonObject IVendorSandbox.Switches => Write(Behavior);

    /// <inheritdoc/>
    IReadOnlyDictionary<string, Action<JsonObject>> IVendorSandbox.Commands => new Dictionary<string, Action<JsonObject>>
    {
        ["set"] = command => Set(Text(command, "name"), Text(command, "value")),
        ["enable"] = command => Enable(Text(command, "name"), true),
        ["disable"] = command => Enable(Text(command, "name"), false),
        ["delete"] = command => Delete(Text(command, "name")),
    };

    /// <inheritdoc/>
    void IVendorSandbox.ChangeSwitches(JsonObject changes) => Behavior = Merge(Behavior, changes);

    /// <inheritdoc/>
    JsonObject? IVendorSandbox.FindTruth(string recordType, string recordId) =>
        recordType == RecordType && _secrets.Find(recordId) is { } secret
            ? new JsonObject
            {
                ["name"] = recordId,
                ["value"] = secret.Value,
                ["enabled"] = secret.IsEnabled,
                ["versions"] = new JsonArray([.. _secrets.Versions(recordId).Select(version => JsonValue.Create(version.Version))]),
                ["requests"] = Requests(recordId),
            }
            : null;

    /// <inheritdoc/>
    void IVendorSandbox.SetTruth(string recordType, string recordId, string field, JsonNode? value)
    {
        switch (field)
        {
            case "value" when value is not null:
                Set(recordId, value.GetValue<string>());
                break;
            case "enabled" when value is not null:
                Enable(recordId, value.GetValue<bool>());
                break;
            default:
                throw new KeyNotFoundException("A secret has a 'value' and is 'enabled'; nothing else of it can be set.");
        }
    }

    /// <inheritdoc/>
    IVendorCall IVendorSandbox.Open(SandboxRequest request) => new UnlimitedCall(() => _api.Answer(request));
}
