using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.TeamDynamix.Items;
using FunctionsConnector.Sandbox.TeamDynamix.Kinds;
using FunctionsConnector.Sandbox.TeamDynamix.Patching;

namespace FunctionsConnector.Sandbox.TeamDynamix;

/// <content>The true state of the records.</content>
public sealed partial class TeamDynamixSandbox
{
    /// <summary>A copy of a record's true state, in the format of the API's item, with its Attributes.</summary>
    /// <exception cref="KeyNotFoundException">There is no such record.</exception>
    public JsonObject Truth(string recordType, string id)
    {
        var state = Get(recordType, id).State;
        return JsonNode.Parse(state.Write(_tenant.Attributes.Of(state)))!.AsObject();
    }

    /// <inheritdoc cref="Truth(string, string)"/>
    public JsonObject Truth(string recordType, long id) => Truth(recordType, id.ToString(CultureInfo.InvariantCulture));

    /// <summary>Keeps every true state of a record from now on, the present one first.</summary>
    /// <exception cref="KeyNotFoundException">There is no such record.</exception>
    public void KeepHistory(string recordType, string id) => Get(recordType, id).KeepHistory();

    /// <summary>The true states of a record since <see cref="KeepHistory"/>, oldest first, each like <see cref="Truth(string, string)"/>.</summary>
    /// <exception cref="KeyNotFoundException">There is no such record.</exception>
    public IReadOnlyList<JsonObject> History(string recordType, string id) =>
        [.. Get(recordType, id).History().Select(state => JsonNode.Parse(state.Write(_tenant.Attributes.Of(state)))!.AsObject())];

    /// <summary>The true value of a custom attribute of a record; empty for none.</summary>
    /// <exception cref="KeyNotFoundException">There is no such record.</exception>
    public string TrueAttribute(string recordType, string id, int attributeId) => Get(recordType, id).State.Attribute(attributeId);

    /// <inheritdoc cref="TrueAttribute(string, string, int)"/>
    public string TrueAttribute(string recordType, long id, int attributeId) =>
        TrueAttribute(recordType, id.ToString(CultureInfo.InvariantCulture), attributeId);

    /// <summary>
    /// Sets a field, or a custom attribute (<c>attributes/9001</c>), without the API's checks. Does not set the record's change stamps. The
    /// value must be of the field's type; null clears.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no such record or field.</exception>
    /// <exception cref="ArgumentException">The value is not of the field's type, or the field is computed.</exception>
    public void SetTruth(string recordType, string recordId, string field, JsonNode? value)
    {
        var item = Get(recordType, recordId);
        if (AttributeId(field) is { } attribute)
        {
            item.Change(_tenant.Elapsed, draft =>
            {
                draft.SetAttribute(attribute, value?.ToString() ?? "");
                return null;
            });
            return;
        }

        var definition = item.State.Kind.Find(field) ?? throw new KeyNotFoundException($"'{recordType}' has no field '{field}'.");
        var read = FieldValue.Read(definition with { MaxLength = 0, IsDay = false }, JsonSerializer.SerializeToElement(value), new TeamDynamixBehavior());
        if (definition.Compute is not null || read.Refusal is not null)
        {
            throw new ArgumentException($"{field}: {read.Refusal ?? "is computed from another field."}");
        }

        item.Change(_tenant.Elapsed, draft =>
        {
            draft.Keep(definition.Name, read.Value ?? definition.Unset);
            return null;
        });
    }

    /// <inheritdoc cref="SetTruth(string, string, string, JsonNode?)"/>
    public void SetTruth(string recordType, long id, string field, JsonNode? value) =>
        SetTruth(recordType, id.ToString(CultureInfo.InvariantCulture), field, value);

    private StoredItem? Find(string recordType, string id)
    {
        var type = RecordTypeId.Parse(recordType);
        return _tenant.Items.Find(type.Kind, type.App, id);
    }

    private StoredItem Get(string recordType, string id) =>
        Find(recordType, id) ?? throw new KeyNotFoundException($"There is no record {id} in '{recordType}'.");

    private int? AttributeId(string field) =>
        field.StartsWith(SeededKind.AttributePrefix, StringComparison.OrdinalIgnoreCase)
            ? int.TryParse(field.AsSpan(SeededKind.AttributePrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && _tenant.Attributes.Find(id) is not null
                    ? id
                    : throw new KeyNotFoundException($"There is no '{field}'.")
            : null;
}
