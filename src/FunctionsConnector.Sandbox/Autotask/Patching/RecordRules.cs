using System.Globalization;
using FunctionsConnector.Sandbox.Autotask.Metadata;
using FunctionsConnector.Sandbox.Autotask.Records;

namespace FunctionsConnector.Sandbox.Autotask.Patching;

/// <summary>
/// Checks the whole record before a change, also the fields that were not sent: live tenants refuse a PATCH when another field of
/// the record is already invalid.
/// </summary>
internal sealed class RecordRules(EntityDefinition entity, References references)
{
    /// <summary>The first error of the draft, or null.</summary>
    public string? Check(RecordDraft draft)
    {
        foreach (var field in entity.Fields)
        {
            if (!field.IsReadOnly && CheckField(field, draft) is { } message)
            {
                return message;
            }
        }

        foreach (var field in entity.UserDefinedFields)
        {
            if (IsTooLong(field, draft.UserDefinedFields.GetValueOrDefault(field.Name)))
            {
                return AutotaskMessages.TooLong(field.Name);
            }
        }

        return entity.Name switch
        {
            "Tickets" => TicketRules.Check(draft, references),
            "Tasks" => TaskRules.Check(draft),
            "TimeEntries" => TimeEntryRules.Check(draft),
            "ConfigurationItems" when draft.IsChanged("companyID") => AutotaskMessages.CompanyIsFixed,
            _ => null,
        };
    }

    private string? CheckField(FieldDefinition field, RecordDraft draft)
    {
        var value = draft[field.Name];
        if (value is null)
        {
            return (field.IsRequired, field.ReferenceEntityType.Length > 0) switch
            {
                (false, _) => null,
                (true, true) => AutotaskMessages.MissingReference(field.Name),
                (true, false) => AutotaskMessages.Missing(field.Name),
            };
        }

        if (IsTooLong(field, value))
        {
            return AutotaskMessages.TooLong(field.Name);
        }

        if (field.ParentField.Length > 0 && !IsChildOf(field, value, draft[field.ParentField]))
        {
            return AutotaskMessages.UnknownChildChoice(field.Name);
        }

        return field.ReferenceEntityType.Length > 0 && value is long id ? CheckReference(field, id) : null;
    }

    private string? CheckReference(FieldDefinition field, long id)
    {
        if (!references.Exists(field.ReferenceEntityType, id))
        {
            return (entity.Name, field.Name) switch
            {
                ("TimeEntries", "taskID") => AutotaskMessages.InvalidTask,
                ("TimeEntries", "roleID") => AutotaskMessages.InvalidTimeEntryRole,
                _ => AutotaskMessages.UnknownReference(field.Name),
            };
        }

        return references.IsActive(field.ReferenceEntityType, id) ? null : AutotaskMessages.InactiveReference(field.Name, id);
    }

    private static bool IsTooLong(FieldDefinition field, object? value) =>
        field.Length > 0 && value is string text && text.Length > field.Length;

    private static bool IsChildOf(FieldDefinition field, object value, object? parent) =>
        field.FindChoice(Convert.ToString(value, CultureInfo.InvariantCulture)!) is { } choice
        && choice.ParentValue == Convert.ToString(parent, CultureInfo.InvariantCulture);
}
