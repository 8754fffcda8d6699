namespace FunctionsConnector.Core.Catalog;

/// <summary>How a field's value is written. Whether it is picked from choices is said by <see cref="Field.Choices"/>.</summary>
public enum FieldType
{
    Text,
    Integer,
    Decimal,
    Boolean,

    /// <summary>A moment; canonical text is ISO 8601 in UTC with <c>Z</c>.</summary>
    DateTime,

    /// <summary>A day without a time; canonical text is <c>yyyy-MM-dd</c>.</summary>
    Date,

    /// <summary>Canonical text is lower case with hyphens.</summary>
    Guid,
}
