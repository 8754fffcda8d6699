namespace FunctionsConnector.Sandbox.TeamDynamix.Items;

/// <summary>The types of standard fields.</summary>
internal enum FieldType
{
    Text,
    Integer,
    Decimal,
    Boolean,
    Guid,
    Instant,
    TextList,
}
