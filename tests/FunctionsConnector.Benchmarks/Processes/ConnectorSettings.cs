using System.Globalization;
using FunctionsConnector.Benchmarks.Vendor;

namespace FunctionsConnector.Benchmarks.Processes;

/// <summary>Settings of a connector for a vendor. Without dashes in names, because the shell drops such variables.</summary>
internal static class ConnectorSettings
{
    public const string ApiKey = "key-of-the-benchmarks";

    /// <summary>More concurrent calls than any vendor allows, so that the limit of a vendor does not affect the figures.</summary>
    public const int ManyCalls = 64;

    /// <summary>Admits all callers of a scenario, although they share a key. An older build does not know the setting.</summary>
    public static readonly KeyValuePair<string, string?> AllAdmitted = new("Connector:MaxRequestsInHand", "10000");

    /// <param name="vendor">The vendor.</param>
    /// <param name="discovery">The address of Autotask's zone discovery.</param>
    /// <param name="concurrency">Concurrent calls per endpoint; null for the default.</param>
    public static Dictionary<string, string?> For(VendorAddress vendor, Uri discovery, int? concurrency = null)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Systems:autotask:Kind"] = "Autotask",
            ["Systems:autotask:DiscoveryUrl"] = discovery.ToString(),
            ["Systems:autotask:Secrets:UserName"] = "autotaskUser",
            ["Systems:autotask:Secrets:Secret"] = "autotaskSecret",
            ["Systems:autotask:Secrets:IntegrationCode"] = "autotaskCode",
            ["Systems:teamdynamix:Kind"] = "TeamDynamix",
            ["Systems:teamdynamix:BaseUrl"] = vendor.TeamDynamix.ToString(),
            ["Systems:teamdynamix:Secrets:BeId"] = "teamDynamixId",
            ["Systems:teamdynamix:Secrets:WebServicesKey"] = "teamDynamixKey",
            ["Secrets:autotaskUser"] = vendor.UserName,
            ["Secrets:autotaskSecret"] = vendor.Secret,
            ["Secrets:autotaskCode"] = vendor.IntegrationCode,
            ["Secrets:teamDynamixId"] = vendor.BeId,
            ["Secrets:teamDynamixKey"] = vendor.WebServicesKey,
            ["Connector:ApiKeys:0:Name"] = "benchmarks",
            ["Connector:ApiKeys:0:Secret"] = "benchmarksKey",
            ["Connector:ApiKeys:0:Systems:0"] = "*",
            ["Secrets:benchmarksKey"] = ApiKey,
        };
        if (concurrency is { } calls)
        {
            settings["Systems:autotask:MaxConcurrency"] = calls.ToString(CultureInfo.InvariantCulture);
        }

        return settings;
    }
}
