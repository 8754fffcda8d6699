namespace FunctionsConnector.Sandbox.Autotask.Metadata;

/// <summary>The data types that Autotask's metadata names, in lower case there.</summary>
public enum FieldDataType
{
    /// <summary>A whole number of 32 bits.</summary>
    Integer,

    /// <summary>A whole number of 64 bits.</summary>
    Long,

    /// <summary>A number with decimals.</summary>
    Decimal,

    /// <summary>A number with decimals, named differently by older entities.</summary>
    Double,

    /// <summary>Text.</summary>
    String,

    /// <summary>A moment in UTC.</summary>
    DateTime,

    /// <summary>Yes or no.</summary>
    Boolean,
}
