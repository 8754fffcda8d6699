using System.Text.Json;
using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.KeyVault;

/// <content>What the server and its control routes need.</content>
public sealed partial class KeyVaultSandbox
{
    private const string RecordType = "secrets";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <inheritdoc/>
    string IVendorSandbox.Name => "keyvault";

    /// <inheritdoc/>
    JsonObject IVendorSandbox.Switches => JsonSerializer.SerializeToNode(Behavior, Json)!.AsObject();

    /// <inheritdoc/>
    IReadOnlyDictionary<string, Action<JsonObject>> IVendorSandbox.Commands => new Dictionary<string, Action<JsonObject>>
    {
        ["set"] = order => Set(Text(order, "name"), Text(order, "value")),
        ["enable"] = order => Enable(Text(order, "name"), true),
        ["disable"] = order => Enable(Text(order, "name"), false),
        ["delete"] = order => Delete(Text(order, "name")),
    };

    /// <inheritdoc/>
    void IVendorSandbox.ChangeSwitches(JsonObject changes)
    {
        var merged = JsonSerializer.SerializeToNode(Behavior, Json)!.AsObject();
        foreach (var (name, value) in changes)
        {
            merged[name] = value?.DeepClone();
        }

        Behavior = merged.Deserialize<KeyVaultBehavior>(Json)!;
    }

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

    private static string Text(JsonObject order, string name) =>
        order[name]?.GetValue<string>() ?? throw new ArgumentException($"'{name}' is missing.");
}
