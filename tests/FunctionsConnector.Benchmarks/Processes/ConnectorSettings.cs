using System.Globalization;
using FunctionsConnector.Benchmarks.Vendor;

namespace FunctionsConnector.Benchmarks.Processes;

/// <summary>Settings of a connector for a vendor. The shell that starts it drops names that have a dash in them.</summary>
internal static class ConnectorSettings
{
    public const string ApiKey = "key-of-the-benchmarks";

    /// <summary>More calls at a time than any vendor allows, so that a vendor's limit is not what is measured.</summary>
    public const int ManyCalls = 64;

    /// <param name="vendor">The vendor.</param>
    /// <param name="discovery">Where the search for Autotask's zone starts.</param>
    /// <param name="concurrency">Calls at a time to one endpoint; null for the default.</param>
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
