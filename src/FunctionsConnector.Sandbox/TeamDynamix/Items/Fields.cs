using FunctionsConnector.Sandbox.TeamDynamix.Kinds;
using FunctionsConnector.Sandbox.TeamDynamix.Lookups;

namespace FunctionsConnector.Sandbox.TeamDynamix.Items;

/// <summary>Short words for describing fields.</summary>
internal static class Fields
{
    /// <summary>The usual empty date.</summary>
    public const string NoMoment = "\"0001-01-01T00:00:00Z\"";

    /// <summary>The same as servers of another zone write it.</summary>
    public const string NoMomentOfZone = "\"0001-01-01T05:00:00Z\"";

    /// <summary>The same where the zone has got lost.</summary>
    public const string NoMomentBare = "\"0001-01-01T00:00:00\"";

    private const string EmptyText = "\"\"";
    private const string EmptyGuid = "\"00000000-0000-0000-0000-000000000000\"";

    public static FieldDefinition Text(string name, int maxLength = 0) =>
        new(name, FieldType.Text) { Empty = EmptyText, MaxLength = maxLength };

    public static FieldDefinition Number(string name) => new(name, FieldType.Integer) { Empty = "0" };

    public static FieldDefinition Amount(string name) => new(name, FieldType.Decimal) { Empty = "0.0" };

    public static FieldDefinition Flag(string name) => new(name, FieldType.Boolean) { Empty = "false" };

    public static FieldDefinition Moment(string name) => new(name, FieldType.Moment) { Empty = NoMoment };

    public static FieldDefinition TextList(string name) => new(name, FieldType.TextList) { Empty = "[]" };

    public static FieldDefinition Reference(string name, Lookup lookup) => Number(name) with { Lookup = lookup };

    public static FieldDefinition Person(string name) => new(name, FieldType.Guid) { Empty = EmptyGuid, IsPerson = true };

    public static FieldDefinition Guid(string name) => new(name, FieldType.Guid) { Empty = EmptyGuid };

    /// <summary>The name that goes with an id.</summary>
    public static FieldDefinition Name(string name, string idField, Lookup lookup) => Text(name) with
    {
        Empty = lookup.EmptyName,
        IsEditable = false,
        Follows = item => lookup.Find(item.Number(idField))?.Name,
    };

    /// <summary>Something about the person whose GUID another field holds.</summary>
    public static FieldDefinition OfPerson(string name, string idField, Func<SeededPerson, string> what) => Text(name) with
    {
        IsEditable = false,
        Follows = item => SeededPeople.Find(item.Text(idField)) is { } person ? what(person) : null,
    };

    public static FieldDefinition FullName(string name, string idField) => OfPerson(name, idField, person => person.FullName);

    /// <summary>A number that follows from the item.</summary>
    public static FieldDefinition Following(this FieldDefinition field, Func<ItemState, object?> from) =>
        field with { IsEditable = false, Follows = from };

    public static FieldDefinition Kept(this FieldDefinition field) => field with { IsEditable = false };

    public static FieldDefinition Required(this FieldDefinition field) => field with { IsRequired = true };

    public static FieldDefinition FixedInTasks(this FieldDefinition field) => field with { IsFixedInTasks = true };

    public static FieldDefinition ClearedByMinusOne(this FieldDefinition field) => field with { MinusOneClears = true };

    public static FieldDefinition Stamp(this FieldDefinition field) => field with { IsEditable = false, IsChangeStamp = true };

    public static FieldDefinition EmptyAs(this FieldDefinition field, string json) => field with { Empty = json };
}
