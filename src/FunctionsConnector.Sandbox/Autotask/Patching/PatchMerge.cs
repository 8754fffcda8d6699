using System.Globalization;
using System.Text.Json;
using FunctionsConnector.Sandbox.Autotask.Metadata;
using FunctionsConnector.Sandbox.Autotask.Records;
using FunctionsConnector.Sandbox.Server;
using FunctionsConnector.Sandbox.Values;

namespace FunctionsConnector.Sandbox.Autotask.Patching;

/// <summary>
/// Applies the values of a request body to a draft. Fields that are not sent stay as they are; null clears. Unknown and read-only
/// names are ignored, as on live tenants.
/// </summary>
internal sealed class PatchMerge(EntityDefinition entity, AutotaskBehavior behavior)
{
    private const string UserDefinedFields = "userDefinedFields";

    public SandboxResponse? Apply(RecordDraft draft, JsonElement body)
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

    /// <summary>Whether a body has a field, ignoring case.</summary>
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

    private SandboxResponse? Take(RecordDraft draft, JsonProperty property, bool ignoresHours)
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

        draft.Set(field.Name, Cut(field, field.Form.Apply(read.Value)));
        return null;
    }

    private SandboxResponse? TakeUserDefined(RecordDraft draft, JsonElement list)
    {
        if (list.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            return AutotaskResponses.UnexpectedError(AutotaskMessages.UserDefinedFieldsErrorId);
        }

        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object || !TryFind(item, "name", out var name) || name.ValueKind != JsonValueKind.String)
            {
                return AutotaskResponses.UnexpectedError(AutotaskMessages.UserDefinedFieldsErrorId);
            }

            // Assumed: an unknown name is ignored like an unknown standard field. No live response is known.
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

            draft.SetUserDefined(field.Name, Cut(field, field.Form.Apply(read.Value)));
        }

        return null;
    }

    /// <summary>
    /// The value of a list must be one of its values, not a label. An inactive value may stay but cannot be chosen: the vendor
    /// documents that inactive values are not selectable. The message is assumed to be the one for unknown values.
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

    private static SandboxResponse Refusal(string message) => AutotaskResponses.Refusal(message, AutotaskMessages.RecordNumber);
}
