namespace FunctionsConnector.Core.Catalog;

/// <summary>The type of a field's value. <see cref="Field.Choices"/> says whether it is a picklist.</summary>
public enum FieldType
{
    Text,
    Integer,
    Decimal,
    Boolean,

    /// <summary>A date-time; canonical text is ISO 8601 in UTC with <c>Z</c>, or a day where <see cref="Field.TakesDays"/>.</summary>
    DateTime,

    /// <summary>A day without a time; canonical text is <c>yyyy-MM-dd</c>.</summary>
    Date,

    /// <summary>Canonical text is lower case with hyphens.</summary>
    Guid,
}
