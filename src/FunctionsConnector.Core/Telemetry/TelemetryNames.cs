namespace FunctionsConnector.Core.Telemetry;

/// <summary>The names of the connector's spans and of their source.</summary>
public static class TelemetryNames
{
    /// <summary>The name of the source of spans and of the meter.</summary>
    public const string Source = "FunctionsConnector";

    /// <summary>One update, from the request to its outcome. The resolved record type follows in the name.</summary>
    public const string Update = "update";

    /// <summary>Names and labels are resolved with the catalog.</summary>
    public const string Resolve = "resolve";

    /// <summary>The update waits in the record's queue, or until another update's PATCH sent it.</summary>
    public const string WaitForRecord = "wait for record";

    /// <summary>The record is read before it is changed.</summary>
    public const string Read = "read";

    /// <summary>The vendor's PATCH is built.</summary>
    public const string Build = "build";

    /// <summary>The PATCH waits for a slot and is sent.</summary>
    public const string Send = "send";

    /// <summary>The record is read back.</summary>
    public const string ReadBack = "read back";

    /// <summary>One attempt of a message. The queue's name follows.</summary>
    public const string Process = "process";
}
