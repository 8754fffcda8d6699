using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Server;
using FunctionsConnector.Sandbox.Tables;
using FunctionsConnector.Sandbox.Values;

namespace FunctionsConnector.Sandbox.Dataverse;

/// <summary>
/// Merges the sent properties into a row. Every update makes a new version, also of the same values ("Update and delete table rows").
/// </summary>
internal sealed class RowUpdate(DataverseSandbox sandbox, RecordTable table, string id)
{
    private const string Bind = "@odata.bind";

    public SandboxResponse? Apply(JsonObject draft, JsonObject sent)
    {
        foreach (var (name, value) in sent)
        {
            if ((name.EndsWith(Bind, StringComparison.Ordinal) ? Associate(draft, name[..^Bind.Length], value) : Set(draft, name, value)) is { } refusal)
            {
                return refusal;
            }
        }

        draft["versionnumber"] = draft["versionnumber"]!.GetValue<long>() + 1;
        draft["modifiedon"] = sandbox.Clock.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return CheckStatus(draft, sent);
    }

    private SandboxResponse? Set(JsonObject draft, string name, JsonNode? value)
    {
        if (table.Find(name) is not { Reference.Length: 0 } field)
        {
            return DataverseResponses.InvalidProperty(table.Name, name);
        }

        if (field.IsReadOnly)
        {
            return sandbox.Behavior.RefusesReadOnlyColumns ? DataverseResponses.Invalid($"The column '{name}' is not valid for update.") : null;
        }

        if (SeededRows.IsSecured(field) && !sandbox.Behavior.MayUseSecuredColumns)
        {
            return DataverseResponses.Secured(name);
        }

        if (value is null && field.IsRequired)
        {
            return DataverseResponses.Invalid($"The column '{name}' is SystemRequired and cannot be null.");
        }

        var (stored, refusal) = ColumnValue.Read(table.Name, field, value);
        if (refusal is null && !field.IsSilentlyIgnored)
        {
            draft[name] = stored is JsonValue text && text.GetValueKind() == JsonValueKind.String ? field.Form.Apply(text.GetValue<string>()) as string : stored;
        }

        return refusal;
    }

    /// <summary>A lookup, by its navigation property, whose case counts ("Associate and disassociate table rows").</summary>
    private SandboxResponse? Associate(JsonObject draft, string navigation, JsonNode? value)
    {
        if (table.Fields.FirstOrDefault(one => one.Reference.Length > 0 && SeededRows.NavigationOf(one) == navigation) is not { } field)
        {
            return DataverseResponses.NoNavigation(navigation);
        }

        if (value is null)
        {
            return field.IsRequired ? DataverseResponses.Invalid($"The column '{field.Name}' is SystemRequired and cannot be null.") : Keep(draft, field, null);
        }

        var target = value.ToString().Split('/')[^1];
        var other = sandbox.All[field.Reference];
        return !target.StartsWith($"{SeededRows.SetOf(other.Name)}(", StringComparison.Ordinal) || !target.EndsWith(')') ? DataverseResponses.NoNavigation(navigation)
            : other.FindRecord(target.Split('(')[1][..^1]) is { } record ? Keep(draft, field, record.Id)
            : DataverseResponses.NoRecord(other.Name, target.Split('(')[1][..^1]);
    }

    private static SandboxResponse? Keep(JsonObject draft, TableField field, string? target)
    {
        if (!field.IsSilentlyIgnored)
        {
            draft[field.Name] = target;
        }

        return null;
    }

    /// <summary>A state alone takes its first status; a status must belong to the state.</summary>
    private SandboxResponse? CheckStatus(JsonObject draft, JsonObject sent)
    {
        if (table.Find("statuscode") is not { } status)
        {
            return null;
        }

        var state = draft["statecode"]!.ToString();
        if (sent.ContainsKey("statecode") && !sent.ContainsKey("statuscode"))
        {
            draft["statuscode"] = int.Parse(status.Choices.First(choice => choice.Parent == state).Value, CultureInfo.InvariantCulture);
        }

        var value = draft["statuscode"]!.ToString();
        return status.Choices.Any(choice => choice.Value == value && choice.Parent == state)
            ? null
            : DataverseResponses.Error(400, "0x80048408", $"{value} is not a valid status code for state code {state} on {table.Name} with Id {id}.");
    }
}
