using System.Text.Json;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Updates.Resolving;

/// <summary>The values of an update or of its condition, by resolved field.</summary>
/// <param name="catalog">The fields of the record's type.</param>
/// <param name="values">Each field once.</param>
/// <param name="converter">Converts the values.</param>
internal sealed class FieldValues(FieldCatalog catalog, IReadOnlyList<FieldValue> values, ValueConverter converter)
{
    public IReadOnlyList<Field> Fields { get; } = FieldsOf(values);

    public bool AreNone => values.Count == 0;

    /// <summary>Whether the choices of a field depend on a parent that is in the record and not among these values.</summary>
    public bool DependOnRecord
    {
        get
        {
            for (var index = 0; index < values.Count; index++)
            {
                if (ParentInRecord(values[index]) is not null)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>The parent fields in the record that decide which choices these fields have.</summary>
    public IEnumerable<Field> ParentsInRecord => values.Select(ParentInRecord).OfType<Field>();

    /// <summary>The fields' new values.</summary>
    /// <param name="before">The record; null leaves out the fields whose choices depend on it.</param>
    /// <param name="problems">Receives the problems.</param>
    public IReadOnlyList<Change> ToChanges(Record? before, List<FailureDetail> problems) => Convert(before, isCondition: false, problems);

    /// <summary>The values of a condition: a record may have empty required fields and inactive choices.</summary>
    public IReadOnlyList<Change> ToConditions(Record? before, List<FailureDetail> problems) => Convert(before, isCondition: true, problems);

    private List<Change> Convert(Record? before, bool isCondition, List<FailureDetail> problems)
    {
        var changes = new List<Change>(values.Count);

        // Further problems would not be reported, and the search for near names takes time.
        for (var index = 0; index < values.Count && problems.Count <= Failure.MostDetails; index++)
        {
            var (field, value) = values[index];
            // The problem of a reference without a value is known already.
            if (value.ValueKind == JsonValueKind.Undefined || (before is null && ParentInRecord(values[index]) is not null))
            {
                continue;
            }

            if (value.ValueKind == JsonValueKind.Null)
            {
                if (!field.CanBeCleared && !isCondition)
                {
                    problems.Add(new FailureDetail(
                        FailureDetailCode.FieldRequired,
                        field.Name,
                        field.IsRequired ? $"{field.Label} is required and cannot be cleared." : $"{field.Label} is never empty. Set it to false instead of clearing it."));
                }

                changes.Add(new Change(field, null));
                continue;
            }

            var converted = converter.Convert(field, value, ParentOf(field, before, isCondition), isCondition);
            if (converted.Problem is null)
            {
                changes.Add(new Change(field, converted.Text) { Warning = converted.Warning, Label = values[index].Label });
            }
            else
            {
                problems.Add(converted.Problem);
            }
        }

        return changes;
    }

    private static Field[] FieldsOf(IReadOnlyList<FieldValue> values)
    {
        var fields = values.Count == 0 ? [] : new Field[values.Count];
        for (var index = 0; index < fields.Length; index++)
        {
            fields[index] = values[index].Field;
        }

        return fields;
    }

    private Field? ParentInRecord(FieldValue of) =>
        of.Field.ChoicesDependOn is { } name
        && of.Value.ValueKind != JsonValueKind.Null
        && catalog.Find(name) is { } parent
        && ValueOf(parent) is null
            ? parent
            : null;

    /// <summary>The id of the parent's choice: from these values where they name the parent, else from the record.</summary>
    private string? ParentOf(Field field, Record? before, bool isCondition)
    {
        if (field.ChoicesDependOn is not { } name || catalog.Find(name) is not { } parent)
        {
            return null;
        }

        if (ValueOf(parent) is not { } value)
        {
            return before?[parent.Name];
        }

        // The grandparent comes from the record alone, so that a cycle in a vendor's metadata ends.
        var grandparent = parent.ChoicesDependOn is { } above && catalog.Find(above) is { } top ? before?[top.Name] : null;
        return value.ValueKind == JsonValueKind.Null ? null : converter.Convert(parent, value, grandparent, isCondition).Text;
    }

    private JsonElement? ValueOf(Field field) => values.FirstOrDefault(one => ReferenceEquals(one.Field, field))?.Value;
}
