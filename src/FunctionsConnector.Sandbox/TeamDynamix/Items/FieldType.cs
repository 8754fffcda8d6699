namespace FunctionsConnector.Sandbox.TeamDynamix.Items;

/// <summary>The types of an item's own fields.</summary>
internal enum FieldType
{
    Text,
    Integer,
    Decimal,
    Boolean,
    Guid,
    Moment,
    TextList,
}
