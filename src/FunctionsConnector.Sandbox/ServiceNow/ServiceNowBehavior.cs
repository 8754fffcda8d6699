using FunctionsConnector.Sandbox.Tables;

namespace FunctionsConnector.Sandbox.ServiceNow;

/// <summary>
/// The switches of the simulated ServiceNow. What an administrator sets, and what the vendor does not document, is a switch.
/// </summary>
public sealed record ServiceNowBehavior : TableVendorBehavior
{
    /// <summary>Creates the switches of a new instance: without a rate limit rule, as rules are made by administrators.</summary>
    public ServiceNowBehavior() => RateWindow = TimeSpan.FromHours(1);

    /// <summary>Whether <c>glide.oauth.inbound.client.credential.grant_type.enabled</c> is set; it is not by default.</summary>
    public bool HasClientCredentials { get; init; } = true;

    /// <summary>Whether the plugin for keys in <c>x-sn-apikey</c> is installed.</summary>
    public bool HasApiKeys { get; init; } = true;

    /// <summary>The lifetime of an access token.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Whether the account may not read <c>sys_</c> tables with metadata, which integration users often may not.</summary>
    public bool HidesMetadata { get; init; }

    /// <summary>Whether <c>glide.invalid_query.returns_no_rows</c> is set; otherwise an invalid part of a query is dropped.</summary>
    public bool InvalidQueryReturnsNothing { get; init; }

    /// <summary>Whether values that are no choice and no record are dropped. Otherwise they are stored. Not documented.</summary>
    public bool DropsUnlistedValues { get; init; }

    /// <summary>Whether unknown fields are refused. Otherwise they are dropped. Not documented.</summary>
    public bool RefusesUnknownFields { get; init; }

    /// <summary>Whether <c>task</c> has choices of its own for fields for which <c>incident</c> has others. Not documented.</summary>
    public bool HasParentChoices { get; init; }

    /// <summary>The IANA id of the user's zone, for display values of date-times.</summary>
    public string UserTimeZone { get; init; } = "Etc/UTC";
}
