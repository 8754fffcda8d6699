namespace FunctionsConnector.Core.Telemetry;

/// <summary>What the connector's own spans are called, and where they and its metrics come from.</summary>
public static class TelemetryNames
{
    /// <summary>The name of the source of spans and of the meter.</summary>
    public const string Source = "FunctionsConnector";

    /// <summary>One update, from a caller's words to its outcome; the record type follows once it is known to be one.</summary>
    public const string Update = "update";

    /// <summary>From names and labels to fields and values, with the catalog.</summary>
    public const string Resolve = "resolve";

    /// <summary>Other updates of the record go first, or take this one along.</summary>
    public const string WaitForTurn = "wait for turn";

    /// <summary>The record is read before it is changed.</summary>
    public const string Read = "read";

    /// <summary>The vendor's PATCH is made.</summary>
    public const string Build = "build";

    /// <summary>The PATCH goes out, once the vendor's limits let it.</summary>
    public const string Send = "send";

    /// <summary>The record is looked at afterwards.</summary>
    public const string Look = "look";

    /// <summary>One try of a message; the queue's name follows.</summary>
    public const string Process = "process";
}
