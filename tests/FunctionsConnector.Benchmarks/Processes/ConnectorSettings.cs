using System.Globalization;
using FunctionsConnector.Benchmarks.Vendor;

namespace FunctionsConnector.Benchmarks.Processes;

/// <summary>Settings of a connector before a vendor.</summary>
internal static class ConnectorSettings
{
    public const string ApiKey = "key-of-the-benchmarks";

    /// <param name="vendor">The vendor.</param>
    /// <param name="discovery">Where the search for Autotask's zone starts.</param>
    /// <param name="concurrency">Calls at a time to one endpoint; null for the default.</param>
    public static Dictionary<string, string> For(VendorAddress vendor, Uri discovery, int? concurrency = null)
    {
        var settings = new Dictionary<string, string>
        {
            ["Systems:autotask:Kind"] = "Autotask",
            ["Systems:autotask:DiscoveryUrl"] = discovery.ToString(),
            ["Systems:autotask:Secrets:UserName"] = "autotask-user",
            ["Systems:autotask:Secrets:Secret"] = "autotask-secret",
            ["Systems:autotask:Secrets:IntegrationCode"] = "autotask-code",
            ["Systems:teamdynamix:Kind"] = "TeamDynamix",
            ["Systems:teamdynamix:BaseUrl"] = vendor.TeamDynamix.ToString(),
            ["Systems:teamdynamix:Secrets:BeId"] = "teamdynamix-beid",
            ["Systems:teamdynamix:Secrets:WebServicesKey"] = "teamdynamix-key",
            ["Secrets:autotask-user"] = vendor.UserName,
            ["Secrets:autotask-secret"] = vendor.Secret,
            ["Secrets:autotask-code"] = vendor.IntegrationCode,
            ["Secrets:teamdynamix-beid"] = vendor.BeId,
            ["Secrets:teamdynamix-key"] = vendor.WebServicesKey,
            ["Connector:ApiKeys:0:Name"] = "benchmarks",
            ["Connector:ApiKeys:0:Secret"] = "benchmarks-key",
            ["Connector:ApiKeys:0:Systems:0"] = "*",
            ["Secrets:benchmarks-key"] = ApiKey,
        };
        if (concurrency is { } calls)
        {
            settings["Systems:autotask:MaxConcurrency"] = calls.ToString(CultureInfo.InvariantCulture);
        }

        return settings;
    }
}
