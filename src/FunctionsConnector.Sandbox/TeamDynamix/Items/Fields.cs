using FunctionsConnector.Sandbox.TeamDynamix.Kinds;
using FunctionsConnector.Sandbox.TeamDynamix.Lookups;

namespace FunctionsConnector.Sandbox.TeamDynamix.Items;

/// <summary>Factory methods for field definitions.</summary>
internal static class Fields
{
    /// <summary>The usual sentinel for an empty date-time.</summary>
    public const string EmptyInstant = "\"0001-01-01T00:00:00Z\"";

    /// <summary>The sentinel of servers in another zone.</summary>
    public const string EmptyInstantOfZone = "\"0001-01-01T05:00:00Z\"";

    /// <summary>The sentinel without a zone.</summary>
    public const string EmptyInstantWithoutZone = "\"0001-01-01T00:00:00\"";

    private const string EmptyText = "\"\"";
    private const string EmptyGuid = "\"00000000-0000-0000-0000-000000000000\"";

    public static FieldDefinition Text(string name, int maxLength = 0) =>
        new(name, FieldType.Text) { Empty = EmptyText, MaxLength = maxLength };

    public static FieldDefinition Number(string name) => new(name, FieldType.Integer) { Empty = "0" };

    public static FieldDefinition Amount(string name) => new(name, FieldType.Decimal) { Empty = "0.0" };

    public static FieldDefinition Flag(string name) => new(name, FieldType.Boolean) { Empty = "false" };

    public static FieldDefinition Instant(string name) => new(name, FieldType.Instant) { Empty = EmptyInstant };

    public static FieldDefinition Day(string name) => Instant(name) with { IsDay = true };

    public static FieldDefinition TextList(string name) => new(name, FieldType.TextList) { Empty = "[]" };

    public static FieldDefinition Reference(string name, Lookup lookup) => Number(name) with { Lookup = lookup };

    public static FieldDefinition Person(string name) => new(name, FieldType.Guid) { Empty = EmptyGuid, IsPerson = true };

    public static FieldDefinition Guid(string name) => new(name, FieldType.Guid) { Empty = EmptyGuid };

    /// <summary>The name of the id in another field.</summary>
    public static FieldDefinition Name(string name, string idField, Lookup lookup) => Text(name) with
    {
        Empty = lookup.EmptyName,
        IsEditable = false,
        Compute = item => lookup.Find(item.Number(idField))?.Name,
    };

    /// <summary>A property of the person in another field.</summary>
    public static FieldDefinition OfPerson(string name, string idField, Func<SeededPerson, string> what) => Text(name) with
    {
        IsEditable = false,
        Compute = item => SeededPeople.Find(item.Text(idField)) is { } person ? what(person) : null,
    };

    public static FieldDefinition FullName(string name, string idField) => OfPerson(name, idField, person => person.FullName);

    /// <summary>A field that is computed from the item.</summary>
    public static FieldDefinition Computed(this FieldDefinition field, Func<ItemState, object?> from) =>
        field with { IsEditable = false, Compute = from };

    public static FieldDefinition ReadOnly(this FieldDefinition field) => field with { IsEditable = false };

    public static FieldDefinition Required(this FieldDefinition field) => field with { IsRequired = true };

    public static FieldDefinition FixedInTasks(this FieldDefinition field) => field with { IsFixedInTasks = true };

    public static FieldDefinition ClearedByMinusOne(this FieldDefinition field) => field with { MinusOneClears = true };

    public static FieldDefinition Stamp(this FieldDefinition field) => field with { IsEditable = false, IsChangeStamp = true };

    public static FieldDefinition EmptyAs(this FieldDefinition field, string json) => field with { Empty = json };
}
