using System.Text.Json;
using FunctionsConnector.Sandbox.TeamDynamix.Attributes;
using FunctionsConnector.Sandbox.TeamDynamix.Items;
using FunctionsConnector.Sandbox.TeamDynamix.Kinds;
using FunctionsConnector.Sandbox.Values;

namespace FunctionsConnector.Sandbox.TeamDynamix.Patching;

/// <summary>Applies operations to a draft of one item. "add" is the same as "replace"; "remove" clears the value.</summary>
internal sealed class PatchMerge(ItemDraft draft, AttributeSet attributes, TeamDynamixBehavior behavior, Func<string, bool> isIgnored, Func<string, StoredForm> formOf)
{
    private readonly PathReader _paths = new(draft.Before, attributes, behavior);

    /// <summary>The refusal, or null.</summary>
    public string? Apply(PatchOperation operation) => operation.Name switch
    {
        "add" or "replace" => Set(operation.Path, operation.Value),
        "remove" => Set(operation.Path, PatchOperation.Nothing),
        "copy" => Copy(operation),
        _ => Copy(operation) ?? Set(operation.From, PatchOperation.Nothing),
    };

    private string? Copy(PatchOperation operation)
    {
        var source = _paths.Read(operation.From);
        if (source.Refusal is not null || (source.Field ?? (object?)source.Attribute) is null)
        {
            return source.Refusal;
        }

        object? value = source.Field is { } field ? draft[field.Name] : draft.Attribute(source.Attribute!.Id);
        return Set(operation.Path, JsonSerializer.SerializeToElement(value));
    }

    private string? Set(string path, JsonElement value)
    {
        var target = _paths.Read(path);
        if (target.Field is { } field)
        {
            return isIgnored(field.Name) ? null : Set(field, value);
        }

        return target.Attribute is { } attribute && !isIgnored($"{SeededKind.AttributePrefix}{attribute.Id}")
            ? Set(attribute, value)
            : target.Refusal;
    }

    private string? Set(FieldDefinition field, JsonElement value)
    {
        var read = Check(field, FieldValue.Read(field, value, behavior));
        if (read is { Refusal: null, IsIgnored: false })
        {
            draft.Set(field, formOf(field.Name).Apply(read.Value) ?? field.Unset);
        }

        return read.Refusal;
    }

    private string? Set(PreparedAttribute attribute, JsonElement value)
    {
        var read = AttributeValue.Read(attribute, value, behavior);
        if (read is { Refusal: null, IsIgnored: false })
        {
            draft.SetAttribute(attribute.Id, (string?)formOf($"{SeededKind.AttributePrefix}{attribute.Id}").Apply(read.Value) ?? "");
        }

        return read.Refusal;
    }

    private ReadValue Check(FieldDefinition field, ReadValue read)
    {
        if (field.IsPerson && read.Value is string uid && SeededPeople.Find(uid) is null)
        {
            return ReadValue.Refused(TeamDynamixMessages.UnknownReference(field.Name, uid));
        }

        if (field.Lookup is not { } lookup || read.Value is not long id)
        {
            return read;
        }

        return lookup.Find(id, draft.Before.App) switch
        {
            null => ReadValue.Refused(TeamDynamixMessages.UnknownReference(field.Name, $"{id}")),
            { IsActive: false } => ReadValue.By(behavior.InactiveChoice, TeamDynamixMessages.Inactive(field.Name, $"{id}")),
            _ => read,
        };
    }
}
