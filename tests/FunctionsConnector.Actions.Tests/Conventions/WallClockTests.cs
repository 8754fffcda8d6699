namespace FunctionsConnector.Actions.Tests.Conventions;

/// <summary>Somebody may set the wall clock. Every wait, age and window uses <c>MonotonicClock</c> instead.</summary>
public sealed class WallClockTests
{
    private const string Vendor = "compares the date in a vendor's response with now";

    /// <summary>The source files that may read the wall clock, each with its reason.</summary>
    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["src/FunctionsConnector.Core/Resilience/RetryPolicy.cs"] = Vendor,
        ["src/FunctionsConnector.Core/Resilience/VendorHttp.cs"] = Vendor,
        ["src/FunctionsConnector.Core/Targets/Autotask/AutotaskTargetSystem.cs"] = Vendor,
        ["src/FunctionsConnector.Core/Targets/Autotask/Authentication/Zones.cs"] = Vendor,
        ["src/FunctionsConnector.Core/Targets/Autotask/Fields/Metadata.cs"] = Vendor,
        ["src/FunctionsConnector.Core/Targets/Autotask/References/Query.cs"] = Vendor,
        ["src/FunctionsConnector.Core/Targets/TeamDynamix/Calls/RateWindow.cs"] = Vendor,
        ["src/FunctionsConnector.Core/Targets/TeamDynamix/Tokens/LoginCall.cs"] = "compares the expiry of a token with now, where the response has no date",
        ["src/FunctionsConnector.Actions/Secrets/KeyVault/VaultClient.cs"] = "compares the date in the vault's response with now",
        ["src/FunctionsConnector.Actions/Secrets/KeyVault/VaultOutage.cs"] = "tells people since when the vault is unavailable",
        ["src/FunctionsConnector.Actions/Telemetry/MessageSpan.cs"] = "compares the insertion time of a message, which the storage wrote, with now",
        ["src/FunctionsConnector.Server/Logs/Lines/JsonLines.cs"] = "writes the time of a log line",
    };

    /// <summary>The Sandbox plays servers, and a server writes wall times into records and headers.</summary>
    private static readonly string Sandbox = Path.Combine("src", "FunctionsConnector.Sandbox") + Path.DirectorySeparatorChar;

    [Fact]
    public void Only_the_listed_files_read_the_wall_clock() =>
        Repository.Sources
            .Where(file => File.ReadAllText(file) is var text
                && (text.Contains("UtcNow", StringComparison.Ordinal) || text.Contains("DateTime.Now", StringComparison.Ordinal)
                    || text.Contains("DateTimeOffset.Now", StringComparison.Ordinal) || text.Contains("GetLocalNow", StringComparison.Ordinal)))
            .Select(Repository.Relative)
            .Where(file => !file.StartsWith(Sandbox, StringComparison.Ordinal))
            .ShouldBe(Allowed.Keys, ignoreOrder: true);
}
