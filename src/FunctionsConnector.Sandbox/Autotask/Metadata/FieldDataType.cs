namespace FunctionsConnector.Sandbox.Autotask.Metadata;

/// <summary>The data types of Autotask's metadata, which writes them in lower case.</summary>
public enum FieldDataType
{
    /// <summary>A 32-bit integer.</summary>
    Integer,

    /// <summary>A 64-bit integer.</summary>
    Long,

    /// <summary>A decimal number.</summary>
    Decimal,

    /// <summary>A decimal number; older entities use this name.</summary>
    Double,

    /// <summary>Text.</summary>
    String,

    /// <summary>A date-time in UTC.</summary>
    DateTime,

    /// <summary>A Boolean.</summary>
    Boolean,
}
