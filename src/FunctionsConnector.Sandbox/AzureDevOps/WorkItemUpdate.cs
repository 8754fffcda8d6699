using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Server;
using FunctionsConnector.Sandbox.Tables;
using FunctionsConnector.Sandbox.Values;

namespace FunctionsConnector.Sandbox.AzureDevOps;

/// <summary>Applies a JSON Patch to a work item: all of it as one revision, or nothing ("Work Items - Update").</summary>
internal sealed class WorkItemUpdate(AzureDevOpsSandbox sandbox, RecordTable type)
{
    private const string Fields = "/fields/";

    private readonly List<(string Field, string Name, string Flags)> _ruleErrors = [];

    public SandboxResponse? Apply(JsonObject draft, IReadOnlyList<JsonObject> operations)
    {
        var before = draft.DeepClone();
        if (operations.Select(operation => Apply(draft, operation)).FirstOrDefault(refusal => refusal is not null) is { } refused)
        {
            return refused;
        }

        _ruleErrors.AddRange(type.Fields.Where(field => field.IsRequired && draft[field.Name] is null).Select(field => (field.Name, field.Label, "Required, InvalidEmpty")));
        if (_ruleErrors.Count > 0)
        {
            return AzureDevOpsResponses.RuleError(_ruleErrors);
        }

        if (!JsonNode.DeepEquals(before, draft))
        {
            var state = draft["System.State"]!.ToString();
            if (state != before["System.State"]!.ToString())
            {
                // A rule sets the reason in the same revision.
                draft["System.Reason"] = $"Moved to state {state}";
            }

            draft["System.Rev"] = draft["System.Rev"]!.GetValue<int>() + 1;
            draft["System.ChangedDate"] = sandbox.Clock.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        }

        return null;
    }

    private SandboxResponse? Apply(JsonObject draft, JsonObject operation)
    {
        var (op, path, value) = (operation["op"]!.ToString(), operation["path"]!.ToString(), operation["value"]);
        var name = path == "/rev" ? "System.Rev" : path.StartsWith(Fields, StringComparison.Ordinal) ? path[Fields.Length..] : "";
        if (type.Find(name) is not { } field)
        {
            return name.Length == 0 ? AzureDevOpsResponses.Unreadable : AzureDevOpsResponses.NoField(name);
        }

        switch (op)
        {
            case "test":
                return draft[name]?.ToString() == value?.ToString() ? null : AzureDevOpsResponses.TestFailed(path, draft[name]?.ToString(), value?.ToString());
            case "remove" when draft[name] is null:
                return sandbox.Behavior.RefusesRemovalOfEmpty ? AzureDevOpsResponses.NothingToRemove(path) : null;
            case "add" or "replace" or "remove":
                return Set(draft, field, op == "remove" ? null : value);
            default:
                return AzureDevOpsResponses.Unreadable;
        }
    }

    private SandboxResponse? Set(JsonObject draft, TableField field, JsonNode? value)
    {
        if (field.IsReadOnly)
        {
            _ruleErrors.Add((field.Name, field.Label, "ReadOnly"));
            return null;
        }

        var text = value?.ToString() ?? "";
        if (field.Type == "identity" && text.Length > 0)
        {
            if (Identities.Find(value!) is not { } identity)
            {
                return AzureDevOpsResponses.UnknownIdentity(field.Name, field.Label, text);
            }

            Keep(draft, field, identity.Length == 0 ? null : identity);
            return null;
        }

        var stored = text.Length == 0 ? null : Stored(field, value!, text);
        if (text.Length > 0 && stored is null)
        {
            _ruleErrors.Add((field.Name, field.Label, "InvalidType"));
        }
        else if (stored is not null && field.Choices.Count > 0 && field.Choices.All(choice => choice.Value != text))
        {
            _ruleErrors.Add((field.Name, field.Label, "HasValues, LimitedToValues, AllowsOldValue, InvalidNotOldValue"));
        }
        else if (field.MaxLength > 0 && text.Length > field.MaxLength)
        {
            _ruleErrors.Add((field.Name, field.Label, "InvalidTooLong"));
        }
        else
        {
            Keep(draft, field, stored);
        }

        return null;
    }

    /// <summary>The value as the field's type keeps it; null for one of a wrong type.</summary>
    private static JsonNode? Stored(TableField field, JsonNode value, string text) => field.Type switch
    {
        "integer" => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : null,
        "double" => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
        "boolean" => bool.TryParse(text, out var flag) ? flag : null,
        "dateTime" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)
            : null,
        _ when value.GetValueKind() is JsonValueKind.Object or JsonValueKind.Array => null,
        _ when field.Name == "System.Tags" => string.Join("; ", text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()),
        _ => field.Form.Apply(text) as string,
    };

    private static void Keep(JsonObject draft, TableField field, JsonNode? stored)
    {
        if (field.IsSilentlyIgnored)
        {
            return;
        }

        if (stored is null)
        {
            draft.Remove(field.Name);
        }
        else
        {
            draft[field.Name] = stored;
        }
    }
}
