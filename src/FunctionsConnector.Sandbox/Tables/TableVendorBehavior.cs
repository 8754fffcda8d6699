using System.Text.Json.Serialization;

namespace FunctionsConnector.Sandbox.Tables;

/// <summary>The switches that all systems of records in tables have.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public abstract record TableVendorBehavior
{
    /// <summary>Calls per <see cref="RateWindow"/>; 0 for no limit.</summary>
    public int CallLimit { get; init; }

    /// <summary>Length of a window, which starts with the first call.</summary>
    public TimeSpan RateWindow { get; init; }

    /// <summary>How long reads still show a record as it was before its last change, as from a copy that lags behind.</summary>
    public TimeSpan ChangesShowAfter { get; init; }
}
