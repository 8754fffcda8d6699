using FunctionsConnector.Sandbox.Autotask.Metadata;
using FunctionsConnector.Sandbox.Values;

namespace FunctionsConnector.Sandbox.Autotask;

/// <content>Changes that prepare a scenario.</content>
public sealed partial class AutotaskSandbox
{
    /// <summary>
    /// Adds a workflow rule that reverts changes of a ticket's status. The PATCH returns 200. After <paramref name="afterReads"/> reads
    /// (0: before the first read) the ticket has its old status again.
    /// </summary>
    /// <param name="ticketId">The ticket.</param>
    /// <param name="afterReads">Completed reads before the change is reverted.</param>
    /// <param name="times">How many changes are reverted; later ones stay.</param>
    public void RevertStatus(long ticketId, int afterReads, int times = 1) =>
        _tenant.Records.Get("Tickets", ticketId).AddRule("status", afterReads, times);

    /// <summary>Ignores values of this field from now on: a PATCH returns 200, and metadata still calls the field writable.</summary>
    /// <exception cref="KeyNotFoundException">There is no such entity or field.</exception>
    public void IgnoreSilently(string entity, string field) => ChangeField(entity, field, one => one with { IsSilentlyIgnored = true });

    /// <summary>Stores values of this field in another form from now on.</summary>
    /// <exception cref="KeyNotFoundException">There is no such entity or field.</exception>
    public void Store(string entity, string field, StoredForm form) => ChangeField(entity, field, one => one with { Form = form });

    /// <summary>Adds a field to an entity, or replaces the field of that name.</summary>
    public void DefineField(string entity, FieldDefinition field, bool userDefined = false) =>
        _tenant.ChangeEntity(entity, definition => definition.With(field, userDefined));

    /// <summary>Removes a field from an entity, as an administrator of the tenant would.</summary>
    public void RemoveField(string entity, string field) => _tenant.ChangeEntity(entity, definition => definition.Without(field));

    /// <summary>Adds generated fields (<c>generatedField001</c>, …) of all types to an entity.</summary>
    public void Widen(string entity, int fields) =>
        _tenant.ChangeEntity(entity, definition => definition.With(WideFields.Generate(fields)));

    /// <summary>Adds tickets like those of the seed.</summary>
    /// <returns>The id of the first one; the other ids follow it.</returns>
    public long AddTickets(int count) => _tenant.Records.Add("Tickets", count);

    private void ChangeField(string entity, string field, Func<FieldDefinition, FieldDefinition> change) => _tenant.ChangeEntity(entity, definition =>
    {
        if (definition.FindField(field) is { } standard)
        {
            return definition.With(change(standard), userDefined: false);
        }

        return definition.FindUserDefinedField(field) is { } userDefined
            ? definition.With(change(userDefined), userDefined: true)
            : throw new KeyNotFoundException($"'{entity}' has no field '{field}'.");
    });
}
