using System.Globalization;
using System.Text.Json;
using FunctionsConnector.Sandbox.Autotask.Metadata;
using FunctionsConnector.Sandbox.Autotask.Records;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.Autotask.Patching;

/// <summary>
/// Takes the values of a request body over into a draft. Only what is sent changes; a null clears; names that are unknown or
/// read-only are passed over without a word, as on live tenants.
/// </summary>
internal sealed class PatchMerge(EntityDefinition entity, AutotaskBehavior behavior)
{
    private const string UserDefinedFields = "userDefinedFields";

    public SandboxReply? Apply(RecordDraft draft, JsonElement body)
    {
        var ignoresHours = entity.Name == "TimeEntries" && !(Names(body, "startDateTime") && Names(body, "endDateTime"));
        foreach (var property in body.EnumerateObject())
        {
            var refusal = property.Name.Equals(UserDefinedFields, StringComparison.OrdinalIgnoreCase)
                ? TakeUserDefined(draft, property.Value)
                : Take(draft, property, ignoresHours);
            if (refusal is not null)
            {
                return refusal;
            }
        }

        return null;
    }

    /// <summary>Whether a body names a field, in any case.</summary>
    public static bool Names(JsonElement body, string field) => TryFind(body, field, out _);

    public static bool TryFind(JsonElement body, string field, out JsonElement value)
    {
        foreach (var property in body.EnumerateObject())
        {
            if (property.Name.Equals(field, StringComparison.OrdinalIgnoreCase))
            {
                value = property.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    private SandboxReply? Take(RecordDraft draft, JsonProperty property, bool ignoresHours)
    {
        if (entity.FindField(property.Name) is not { IsReadOnly: false, IsSilentlyIgnored: false } field
            || (ignoresHours && field.Name == "hoursWorked"))
        {
            return null;
        }

        var read = FieldValue.Read(field, property.Value);
        if ((read.Refusal ?? Refuse(field, read.Value, draft.Before[field.Name])) is { } message)
        {
            return Refusal(message);
        }

        draft.Set(field.Name, Cut(field, read.Value));
        return null;
    }

    private SandboxReply? TakeUserDefined(RecordDraft draft, JsonElement list)
    {
        if (list.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            return AutotaskReplies.UnexpectedError(AutotaskMessages.UserDefinedFieldsErrorId);
        }

        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object || !TryFind(item, "name", out var name) || name.ValueKind != JsonValueKind.String)
            {
                return AutotaskReplies.UnexpectedError(AutotaskMessages.UserDefinedFieldsErrorId);
            }

            // An unknown name is passed over like an unknown standard field; no live answer to one is known.
            if (entity.FindUserDefinedField(name.GetString()!) is not { IsReadOnly: false, IsSilentlyIgnored: false } field)
            {
                continue;
            }

            TryFind(item, "value", out var value);
            var read = FieldValue.ReadUserDefined(field, value);
            if ((read.Refusal ?? Refuse(field, read.Value, draft.Before.UserDefined(field.Name))) is { } message)
            {
                return Refusal(message);
            }

            draft.SetUserDefined(field.Name, Cut(field, read.Value));
        }

        return null;
    }

    /// <summary>
    /// The value of a list must be one of its values, never a label. An inactive one may stay but not be chosen again: the vendor
    /// documents that inactive values are not selectable, the wording of the refusal is assumed to be that for unknown ones.
    /// </summary>
    private static string? Refuse(FieldDefinition field, object? value, object? before)
    {
        if (field.Choices is null || value is null || Equals(value, before))
        {
            return null;
        }

        var text = Convert.ToString(value, CultureInfo.InvariantCulture)!;
        if (field.FindChoice(text) is { IsActive: true })
        {
            return null;
        }

        return field.ParentField.Length > 0
            ? AutotaskMessages.UnknownChildChoice(field.Name)
            : AutotaskMessages.UnknownChoice(field.Name, text);
    }

    private object? Cut(FieldDefinition field, object? value) =>
        behavior.CutLongText && value is string text && field.Length > 0 && text.Length > field.Length ? text[..field.Length] : value;

    private static SandboxReply Refusal(string message) => AutotaskReplies.Refusal(message, AutotaskMessages.RecordNumber);
}
