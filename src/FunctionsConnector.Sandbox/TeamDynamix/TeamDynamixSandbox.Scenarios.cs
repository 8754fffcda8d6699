using FunctionsConnector.Sandbox.TeamDynamix.Attributes;
using FunctionsConnector.Sandbox.TeamDynamix.Items;
using FunctionsConnector.Sandbox.TeamDynamix.Kinds;
using FunctionsConnector.Sandbox.TeamDynamix.Lookups;
using FunctionsConnector.Sandbox.Values;

namespace FunctionsConnector.Sandbox.TeamDynamix;

/// <content>Changes that prepare a scenario.</content>
public sealed partial class TeamDynamixSandbox
{
    /// <summary>Revokes all issued tokens.</summary>
    public void RevokeTokens() => _tenant.Tokens.Revoke();

    /// <summary>Resets every rate limit and clears <see cref="RateLimited"/>.</summary>
    public void ForgetRates() => _tenant.Rates.Reset();

    /// <summary>
    /// Ignores values of this field or attribute (<c>attributes/9001</c>) from now on; a PATCH still returns 200.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no such record type or field.</exception>
    public void IgnoreSilently(string recordType, string field) => _tenant.Ignored.Add(TypeWith(recordType, field), field);

    /// <summary>Stores values of this field or attribute (<c>attributes/9001</c>) in another form from now on.</summary>
    /// <exception cref="KeyNotFoundException">There is no such record type or field.</exception>
    public void Store(string recordType, string field, StoredForm form) => _tenant.Forms.Set(TypeWith(recordType, field), field, form);

    /// <summary>Returns 403 for calls of this record from now on.</summary>
    /// <exception cref="KeyNotFoundException">There is no such record.</exception>
    public void Forbid(string recordType, string id) => Get(recordType, id).IsForbidden = true;

    /// <summary>Adds a custom attribute, or replaces the one with the same id.</summary>
    /// <exception cref="KeyNotFoundException">There is no such record type.</exception>
    public void DefineAttribute(string recordType, AttributeDefinition attribute) =>
        _tenant.Attributes.Define(RecordTypeId.Parse(recordType).Kind.ComponentId, [attribute]);

    /// <summary>Adds generated dropdowns of 20 choices each (<c>Generated 1</c>, …; ids from 500001 on).</summary>
    /// <exception cref="KeyNotFoundException">There is no such record type.</exception>
    public void Widen(string recordType, int attributes) =>
        _tenant.Attributes.Define(RecordTypeId.Parse(recordType).Kind.ComponentId, WideAttributes.Generate(attributes));

    /// <summary>Adds tickets like those of the seed.</summary>
    /// <returns>The id of the first one; the other ids follow it.</returns>
    public long AddTickets(int count) =>
        _tenant.Items.Add(Tickets.Kind, count, values => values["AppID"] = (long)Applications.Tickets);

    private RecordTypeId TypeWith(string recordType, string field)
    {
        var type = RecordTypeId.Parse(recordType);
        return AttributeId(field) is null && type.Kind.Find(field) is null
            ? throw new KeyNotFoundException($"'{recordType}' has no field '{field}'.")
            : type;
    }
}
