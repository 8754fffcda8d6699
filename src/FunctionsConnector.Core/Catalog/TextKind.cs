namespace FunctionsConnector.Core.Catalog;

/// <summary>What a system does with the markup of a text.</summary>
public enum TextKind
{
    /// <summary>It shows tags as they are.</summary>
    Plain,

    /// <summary>It shows people a formatted text, gives the API a plain copy, and replaces the formatted text by what the API writes.</summary>
    PlainCopy,

    /// <summary>It keeps HTML.</summary>
    Html,
}
