using System.Text.Json;
using FunctionsConnector.Sandbox.TeamDynamix.Lookups;

namespace FunctionsConnector.Sandbox.TeamDynamix.Items;

/// <summary>A standard field of a kind of items.</summary>
/// <param name="Name">Its name as the API spells it.</param>
/// <param name="Type">Type of its value.</param>
internal sealed record FieldDefinition(string Name, FieldType Type)
{
    public JsonEncodedText JsonName { get; } = JsonEncodedText.Encode(Name);

    /// <summary>What stands for an empty value, as JSON: the API has a sentinel for each type, and not always the same.</summary>
    public required string Empty { get; init; }

    /// <summary>What an item holds that never got a value: flags have no empty state of their own.</summary>
    public object? Unset => Empty == "false" ? false : null;

    /// <summary>Whether the type's page marks the field with the pencil.</summary>
    public bool IsEditable { get; init; } = true;

    public bool IsRequired { get; init; }

    /// <summary>Accepted and ignored, whatever the switches say.</summary>
    public bool IsAlwaysIgnored { get; init; }

    /// <summary>Not editable once a ticket has been converted to a task.</summary>
    public bool IsFixedInTasks { get; init; }

    /// <summary>Cleared by -1.</summary>
    public bool MinusOneClears { get; init; }

    /// <summary>Moves with every change of the item.</summary>
    public bool IsChangeStamp { get; init; }

    /// <summary>Longest text; 0 for no limit known.</summary>
    public int MaxLength { get; init; }

    /// <summary>What the ids in this field mean; null for anything.</summary>
    public Lookup? Lookup { get; init; }

    /// <summary>Whether the GUID must be a person's.</summary>
    public bool IsPerson { get; init; }

    /// <summary>
    /// How a read-only twin, such as the name of a status, follows from the item; null for a field with a value of its own.
    /// </summary>
    public Func<ItemState, object?>? Follows { get; init; }
}
