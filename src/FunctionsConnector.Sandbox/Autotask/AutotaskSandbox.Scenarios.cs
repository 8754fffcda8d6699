using FunctionsConnector.Sandbox.Autotask.Metadata;

namespace FunctionsConnector.Sandbox.Autotask;

/// <content>Orders that set a scene.</content>
public sealed partial class AutotaskSandbox
{
    /// <summary>
    /// A workflow rule that undoes changes of a ticket's status: the PATCH is answered 200 and holds until the ticket has been
    /// read <paramref name="afterReads"/> times (0: not even for the first read), then the old status is back.
    /// </summary>
    /// <param name="ticketId">The ticket.</param>
    /// <param name="afterReads">Answered reads after which the change is undone.</param>
    /// <param name="times">How many changes are undone; later ones stay.</param>
    public void RevertStatus(long ticketId, int afterReads, int times = 1) =>
        _tenant.Records.Get("Tickets", ticketId).AddRule("status", afterReads, times);

    /// <summary>From now on, a value sent for this field is accepted with a 200 and ignored, while metadata calls it writable.</summary>
    /// <exception cref="KeyNotFoundException">There is no such entity or field.</exception>
    public void IgnoreSilently(string entity, string field) => _tenant.ChangeEntity(entity, definition =>
    {
        if (definition.FindField(field) is { } standard)
        {
            return definition.With(standard with { IsSilentlyIgnored = true }, userDefined: false);
        }

        return definition.FindUserDefinedField(field) is { } userDefined
            ? definition.With(userDefined with { IsSilentlyIgnored = true }, userDefined: true)
            : throw new KeyNotFoundException($"'{entity}' has no field '{field}'.");
    });

    /// <summary>Adds a field to an entity or replaces the one of that name, as an administrator of the tenant would.</summary>
    public void DefineField(string entity, FieldDefinition field, bool userDefined = false) =>
        _tenant.ChangeEntity(entity, definition => definition.With(field, userDefined));

    /// <summary>Removes a field from an entity, as an administrator of the tenant would.</summary>
    public void RemoveField(string entity, string field) => _tenant.ChangeEntity(entity, definition => definition.Without(field));

    /// <summary>Adds generated fields (<c>generatedField001</c>, …) of all types to an entity.</summary>
    public void Widen(string entity, int fields) =>
        _tenant.ChangeEntity(entity, definition => definition.With(WideFields.Generate(fields)));

    /// <summary>Adds tickets like those of the seed.</summary>
    /// <returns>The id of the first; the others follow.</returns>
    public long AddTickets(int count) => _tenant.Records.Add("Tickets", count);
}
