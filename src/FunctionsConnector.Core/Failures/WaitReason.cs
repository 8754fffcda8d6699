namespace FunctionsConnector.Core.Failures;

/// <summary>Why the connector did not send an update, although nothing is wrong with the update. The cause ends by itself or by an operator.</summary>
public enum WaitReason
{
    /// <summary>The limit of calls to the system, the vendor's or the settings'.</summary>
    CallLimit,

    /// <summary>Earlier updates of the same record are still in progress.</summary>
    RecordQueue,

    /// <summary>All integrations together have used up the vendor's calls of the hour.</summary>
    HourlyThreshold,

    /// <summary>The vendor said that it is unavailable for a while.</summary>
    Outage,

    /// <summary>The vault does not answer.</summary>
    Vault,

    /// <summary>The credentials are refused or missing.</summary>
    Credentials,

    /// <summary>The table that the instances share does not answer.</summary>
    Coordination,
}
