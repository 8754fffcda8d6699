namespace FunctionsConnector.Sandbox.Values;

/// <summary>What a system does to a value before it stores it. The response is a 200.</summary>
public enum StoredForm
{
    /// <summary>Nothing.</summary>
    AsSent,

    /// <summary>Drops white space at both ends, and zero-width characters.</summary>
    Trimmed,

    /// <summary>Adds a line end to a text.</summary>
    Padded,

    /// <summary>Writes a text in Unicode form C, with line ends of Windows.</summary>
    Composed,

    /// <summary>Rounds a number to two decimals.</summary>
    Rounded,

    /// <summary>Rounds a number up to quarters, as hours are billed.</summary>
    RoundedUpToQuarters,

    /// <summary>Rounds a number to one decimal.</summary>
    RoundedToOneDecimal,

    /// <summary>Writes a text in lower case, as for e-mail addresses.</summary>
    LowerCase,

    /// <summary>Groups the digits of a phone number, such as <c>(555) 012-3456</c>.</summary>
    PhoneFormat,

    /// <summary>Gives a web address the scheme <c>https</c>.</summary>
    SecureScheme,

    /// <summary>Cuts a text after ten characters.</summary>
    Cut,

    /// <summary>Replaces letters outside ASCII by question marks.</summary>
    Ascii,

    /// <summary>Removes attributes and unsafe elements of HTML and writes entities and empty elements in its own way.</summary>
    SanitisedMarkup,
}
