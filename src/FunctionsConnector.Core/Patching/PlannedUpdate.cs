using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Patching;

/// <summary>A resolved and checked update, from which a target system builds its PATCH.</summary>
/// <param name="Record">Which record.</param>
/// <param name="Catalog">The fields of its type.</param>
/// <param name="Changes">At least one; no field twice.</param>
/// <param name="Before">The record before the update; null where it was not read.</param>
public sealed record PlannedUpdate(RecordReference Record, FieldCatalog Catalog, IReadOnlyList<Change> Changes, Record? Before)
{
    /// <summary>The record in messages, such as "Ticket 123".</summary>
    public string Subject => $"{Catalog.RecordType.Label} {Record.RecordId}";

    /// <summary>Whether an earlier attempt made it: the record shows its values, and a condition or a rule forbids to send them again.</summary>
    public bool IsMade { get; init; }

    /// <summary>Whether it is made only while the record has certain values.</summary>
    public bool IsConditional { get; init; }

    /// <summary>The change of the field with this API name, in any case.</summary>
    public Change? ChangeOf(string field)
    {
        for (var index = 0; index < Changes.Count; index++)
        {
            if (string.Equals(Changes[index].Field.Name, field, StringComparison.OrdinalIgnoreCase))
            {
                return Changes[index];
            }
        }

        return null;
    }
}
