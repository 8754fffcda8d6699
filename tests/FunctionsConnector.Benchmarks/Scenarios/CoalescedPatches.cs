using System.Globalization;
using FunctionsConnector.Benchmarks.Processes;
using FunctionsConnector.Benchmarks.Reporting;
using FunctionsConnector.Benchmarks.Vendor;
using FunctionsConnector.Sandbox.Faults;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Benchmarks.Scenarios;

/// <summary>The number of PATCH calls for many queued updates of few records, and the final values of the records.</summary>
internal sealed class CoalescedPatches : IScenario
{
    private const string Title = "1,000 queued updates of 50 records, a vendor that takes 20 ms";
    private const int Updates = 1_000;
    private const int Records = 50;
    private const int Concurrency = 256;
    private const double MostCalls = 0.35;

    private static readonly string[] Fields = ["title", "description", "purchaseOrderNumber", "resolution", "externalID"];

    public string Name => "coalesced";

    public async Task<Table> RunAsync(Workbench workbench)
    {
        var (azurite, reason) = await AzuriteQueues.StartAsync();
        if (azurite is null)
        {
            return Table.NotMeasured(Title, reason!);
        }

        await using (azurite)
        {
            await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions());
            sandbox.Autotask.Faults.Add(Fault.Delay(TimeSpan.FromMilliseconds(20)).Repeated(Fault.Always));
            var first = sandbox.Autotask.AddTickets(Records);
            var updates = ManyUpdates.Make(Updates, Records, Fields);
            foreach (var update in updates)
            {
                await azurite.PutAsync(update.Body("autotask", "Tickets", first));
            }

            await using var connector = ServerProcess.Start(workbench.Connector, new Dictionary<string, string?>(
                ConnectorSettings.For(VendorAddress.Of(sandbox, null, first), sandbox.Autotask.DiscoveryUrl))
            {
                ["Queue:Connection"] = azurite.ConnectionString,
                ["Queue:Concurrency"] = Concurrency.ToString(CultureInfo.InvariantCulture),
            });
            var results = await azurite.TakeResultsAsync(Updates);
            return TableOf(sandbox, updates, results, first);
        }
    }

    private static Table TableOf(SandboxServer sandbox, IReadOnlyList<ManyUpdates> updates, IReadOnlyList<string> results, long first)
    {
        var calls = sandbox.Autotask.Calls.All.Count(call => call.Method == "PATCH") / (double)Updates;
        var applied = results.Count(result => result.Contains("\"succeeded\":true", StringComparison.Ordinal));
        var truth = ManyUpdates.Truth(updates);
        var wrong = truth.Count(pair => sandbox.Autotask.Truth("Tickets", first + pair.Key.Record)[pair.Key.Field]?.GetValue<string>() != pair.Value);
        return new Table(
            Title,
            Table.Comparison,
            [
                new Line(new Target($"≤ {MostCalls}", calls <= MostCalls), "PATCH calls per update", Figures.Ratio(calls), "each sent alone: 1.00", Figures.Ratio(calls)),
                new Line(new Target("as if each had been sent in order", wrong == 0), "fields that hold something else at the end", Figures.Whole(wrong), $"fields written: {truth.Count}", Figures.Ratio((double)wrong / truth.Count)),
                new Line(new Target("all", applied == Updates), "updates that succeeded", Figures.Whole(applied), $"queued: {Updates}", Figures.Ratio((double)applied / Updates)),
            ],
            $"Azurite, the published executable with `Queue:Concurrency` {Concurrency} and Autotask's two calls at a time, `verify: true`. The updates of all records are mixed; those of "
                + $"one record cycle through {Fields.Length} fields.");
    }
}
