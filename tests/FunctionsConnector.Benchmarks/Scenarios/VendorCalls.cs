using System.Net;
using FunctionsConnector.Benchmarks.Measuring;
using FunctionsConnector.Benchmarks.Processes;
using FunctionsConnector.Benchmarks.Reporting;
using FunctionsConnector.Benchmarks.Vendor;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Benchmarks.Scenarios;

/// <summary>How many of the vendor's calls, which are what is scarce, an update takes once the catalog is known.</summary>
internal sealed class VendorCalls : IScenario
{
    /// <summary>Few enough for the 60 calls a minute that TeamDynamix allows for each method.</summary>
    private const int Updates = 50;

    private const int Records = 10;

    public string Name => "calls";

    public async Task<Table> RunAsync(Workbench workbench)
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions());
        var (autotask, teamDynamix) = (sandbox.Autotask.AddTickets(Records), sandbox.TeamDynamix.AddTickets(Records));
        await using var connector = workbench.StartConnector(ConnectorSettings.For(VendorAddress.Of(sandbox, null, autotask), sandbox.Autotask.DiscoveryUrl));
        await Patience.UntilListeningAsync(connector.Url);
        return new Table(
            "Vendor calls per update",
            Table.Comparison,
            [
                await CountAsync(sandbox.Autotask, 1, Update(connector, "autotask", "Tickets", autotask, isVerified: false), "Autotask, verify: false"),
                await CountAsync(sandbox.Autotask, 2, Update(connector, "autotask", "Tickets", autotask, isVerified: true), "Autotask, verify: true"),
                await CountAsync(sandbox.TeamDynamix, 1, Update(connector, "teamdynamix", "tickets-42", teamDynamix, isVerified: false), "TeamDynamix, verify: false", () => sandbox.TeamDynamix.ForgetRates()),
                await CountAsync(sandbox.TeamDynamix, 1, Update(connector, "teamdynamix", "tickets-42", teamDynamix, isVerified: true), "TeamDynamix, verify: true"),
            ],
            $"{Updates} updates of {Records} tickets each, counted by the Sandbox, after a first one has had the catalog fetched.");
    }

    private static async Task<Line> CountAsync(IVendorSandbox vendor, int target, Call call, string name, Action? before = null)
    {
        before?.Invoke();
        await call.MakeAsync(0);
        vendor.Calls.Clear();
        await Load.TimesAsync(call, 2, Updates - 1);
        var each = vendor.Calls.Count / (Updates - 1.0);
        return new Line(new Target($"{target}.0", each == target), name, $"{Figures.Ratio(each)} calls", "", "");
    }

    private static Call Update(ServerProcess connector, string system, string recordType, long first, bool isVerified) => new(
        Call.NewClient(ConnectorSettings.ApiKey),
        HttpMethod.Patch,
        caller => new Uri(connector.Url, $"api/systems/{system}/records/{recordType}/{first + (caller % Records)}"),
        _ => $$"""{"fields":{"title":"New"},"verify":{{(isVerified ? "true" : "false")}}}""",
        HttpStatusCode.OK,
        $"\"outcome\":\"{(isVerified ? "applied" : "accepted")}\"");
}
