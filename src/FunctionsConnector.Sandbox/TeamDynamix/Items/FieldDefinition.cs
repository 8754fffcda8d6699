using System.Text.Json;
using FunctionsConnector.Sandbox.TeamDynamix.Lookups;

namespace FunctionsConnector.Sandbox.TeamDynamix.Items;

/// <summary>A standard field of a kind of items.</summary>
/// <param name="Name">Its name as the API spells it.</param>
/// <param name="Type">Type of its value.</param>
internal sealed record FieldDefinition(string Name, FieldType Type)
{
    public JsonEncodedText JsonName { get; } = JsonEncodedText.Encode(Name);

    /// <summary>The sentinel for an empty value, as JSON. It depends on the type and the field.</summary>
    public required string Empty { get; init; }

    /// <summary>The value of an item that was never set: flags have no empty state.</summary>
    public object? Unset => Empty == "false" ? false : null;

    /// <summary>Whether the vendor's documentation marks the field as editable.</summary>
    public bool IsEditable { get; init; } = true;

    public bool IsRequired { get; init; }

    /// <summary>Whether values are always ignored with a 200, independent of the switches.</summary>
    public bool IsAlwaysIgnored { get; init; }

    /// <summary>Whether the field is read-only in a ticket that was converted to a task.</summary>
    public bool IsFixedInTasks { get; init; }

    /// <summary>Whether -1 clears the field.</summary>
    public bool MinusOneClears { get; init; }

    /// <summary>Whether the vendor sets the field at every change of the item.</summary>
    public bool IsChangeStamp { get; init; }

    /// <summary>Maximum length; 0 if no limit is known.</summary>
    public int MaxLength { get; init; }

    /// <summary>Of a date-time: whether it is kept as a day of the server's zone.</summary>
    public bool IsDay { get; init; }

    /// <summary>The valid ids of the field; null for any value.</summary>
    public Lookup? Lookup { get; init; }

    /// <summary>Whether the value must be the GUID of a person.</summary>
    public bool IsPerson { get; init; }

    /// <summary>
    /// Computes a read-only field, such as the name of a status, from the item; null for a stored field.
    /// </summary>
    public Func<ItemState, object?>? Compute { get; init; }
}
