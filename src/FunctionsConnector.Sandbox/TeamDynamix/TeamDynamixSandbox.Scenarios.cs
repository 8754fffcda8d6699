using FunctionsConnector.Sandbox.TeamDynamix.Access;
using FunctionsConnector.Sandbox.TeamDynamix.Attributes;
using FunctionsConnector.Sandbox.TeamDynamix.Items;
using FunctionsConnector.Sandbox.TeamDynamix.Kinds;
using FunctionsConnector.Sandbox.TeamDynamix.Lookups;
using FunctionsConnector.Sandbox.TeamDynamix.Patching;

namespace FunctionsConnector.Sandbox.TeamDynamix;

/// <content>Orders that set a scene.</content>
public sealed partial class TeamDynamixSandbox
{
    /// <summary>From now on no token handed out before is good.</summary>
    public void RevokeTokens() => _tenant.Tokens.Revoke();

    /// <summary>Another user changes a custom attribute right after the next change of the item, before it can be read, and leaves a stamp.</summary>
    /// <param name="recordType">The record type.</param>
    /// <param name="id">The item.</param>
    /// <param name="attributeId">The attribute.</param>
    /// <param name="value">Its value then.</param>
    /// <param name="later">By how much the other change's stamp is later.</param>
    public void OvertakeNextChange(string recordType, string id, int attributeId, string value, TimeSpan later) =>
        Get(recordType, id).OvertakeNextChange(draft =>
        {
            draft.SetAttribute(attributeId, value);
            ItemStamps.Set(draft, new Caller("Technician", TeamDynamixPeople.Technician, IsKeyAdmin: false), _tenant.Now + later);
        });

    /// <summary>Resets every rate limit and clears <see cref="RateLimited"/>.</summary>
    public void ForgetRates() => _tenant.Rates.Reset();

    /// <summary>
    /// From now on, a value sent for this field or attribute (<c>attributes/9001</c>) is accepted with a 200 and ignored.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no such record type or field.</exception>
    public void IgnoreSilently(string recordType, string field)
    {
        var type = RecordTypeId.Parse(recordType);
        if (AttributeId(field) is null && type.Kind.Find(field) is null)
        {
            throw new KeyNotFoundException($"'{recordType}' has no field '{field}'.");
        }

        _tenant.Ignored.Add(type, field);
    }

    /// <summary>From now on, calls for this record are answered 403.</summary>
    /// <exception cref="KeyNotFoundException">There is no such record.</exception>
    public void Forbid(string recordType, string id) => Get(recordType, id).IsForbidden = true;

    /// <summary>Adds a custom attribute, or replaces the one of that id, as an administrator of the tenant would.</summary>
    /// <exception cref="KeyNotFoundException">There is no such record type.</exception>
    public void DefineAttribute(string recordType, AttributeDefinition attribute) =>
        _tenant.Attributes.Define(RecordTypeId.Parse(recordType).Kind.ComponentId, [attribute]);

    /// <summary>Adds generated dropdowns of 20 choices each (<c>Generated 1</c>, …; ids from 500001 on).</summary>
    /// <exception cref="KeyNotFoundException">There is no such record type.</exception>
    public void Widen(string recordType, int attributes) =>
        _tenant.Attributes.Define(RecordTypeId.Parse(recordType).Kind.ComponentId, WideAttributes.Generate(attributes));

    /// <summary>Adds tickets like those of the seed.</summary>
    /// <returns>The id of the first; the others follow.</returns>
    public long AddTickets(int count) =>
        _tenant.Items.Add(Tickets.Kind, count, values => values["AppID"] = (long)Applications.Tickets);
}
