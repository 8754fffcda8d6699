using System.Net;
using FunctionsConnector.Benchmarks.Measuring;
using FunctionsConnector.Benchmarks.Processes;
using FunctionsConnector.Benchmarks.Reporting;
using FunctionsConnector.Benchmarks.Vendor;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Benchmarks.Scenarios;

/// <summary>The number of vendor calls per update with a cached catalog. Vendors limit their calls.</summary>
internal sealed class VendorCalls : IScenario
{
    private const int Updates = 200;
    private const int Records = 10;

    public string Name => "calls";

    public async Task<Table> RunAsync(Workbench workbench)
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions());
        sandbox.TeamDynamix.Behavior = sandbox.TeamDynamix.Behavior with { CallLimit = int.MaxValue };
        var (autotask, teamDynamix) = (sandbox.Autotask.AddTickets(Records), sandbox.TeamDynamix.AddTickets(Records));
        await using var connector = ServerProcess.Start(
            workbench.Connector, ConnectorSettings.For(VendorAddress.Of(sandbox, null, autotask), sandbox.Autotask.DiscoveryUrl));
        await connector.UntilListeningAsync();
        return new Table(
            "Vendor calls per update",
            Table.Comparison,
            [
                await CountAsync(sandbox.Autotask, 1, Update(connector.Url, "autotask", "Tickets", autotask, isVerified: false), "Autotask, verify: false"),
                await CountAsync(sandbox.Autotask, 2, Update(connector.Url, "autotask", "Tickets", autotask, isVerified: true), "Autotask, verify: true"),
                await CountAsync(sandbox.TeamDynamix, 1, Update(connector.Url, "teamdynamix", "tickets-42", teamDynamix, isVerified: false), "TeamDynamix, verify: false"),
                await CountAsync(sandbox.TeamDynamix, 1, Update(connector.Url, "teamdynamix", "tickets-42", teamDynamix, isVerified: true), "TeamDynamix, verify: true"),
            ],
            $"{Updates} updates of {Records} tickets each, counted by the Sandbox, after one that fetched the catalog.");
    }

    private static async Task<Line> CountAsync(IVendorSandbox vendor, int target, Call call, string name)
    {
        await call.MakeAsync(0);
        vendor.Calls.Clear();
        await Load.TimesAsync(call, 2, Updates);
        var each = (double)vendor.Calls.Count / Updates;
        return new Line(new Target($"{target}.0", each == target), name, $"{Figures.Ratio(each)} calls", "", "");
    }

    private static Call Update(Uri connector, string system, string recordType, long first, bool isVerified) => new(
        Call.NewClient(ConnectorSettings.ApiKey),
        HttpMethod.Patch,
        caller => new Uri(connector, $"api/systems/{system}/records/{recordType}/{first + (caller % Records)}"),
        _ => $$"""{"fields":{"title":"New"},"verify":{{(isVerified ? "true" : "false")}}}""",
        HttpStatusCode.OK,
        $"\"outcome\":\"{(isVerified ? "applied" : "accepted")}\"");
}
