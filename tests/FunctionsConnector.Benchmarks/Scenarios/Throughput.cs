using FunctionsConnector.Benchmarks.Measuring;
using FunctionsConnector.Benchmarks.Processes;
using FunctionsConnector.Benchmarks.Reporting;

namespace FunctionsConnector.Benchmarks.Scenarios;

/// <summary>Calls per second and latencies, compared with both floors.</summary>
internal sealed class Throughput : IScenario
{
    private const int JudgedCallers = 16;

    private static readonly int[] Callers = [1, JudgedCallers, 64];

    public string Name => "throughput";

    public async Task<Table> RunAsync(Workbench workbench)
    {
        var (vendor, options) = (workbench.Vendor, workbench.Options);
        var settings = ConnectorSettings.For(vendor, vendor.StandInZone, ConnectorSettings.ManyCalls);
        await using var floor = workbench.StartFloor(vendor.StandInZone);
        await using var connector = ServerProcess.Start(workbench.Connector, new Dictionary<string, string?>([.. settings, ConnectorSettings.AllAdmitted]));
        await using var before = workbench.Before is { } executable ? ServerProcess.Start(executable, settings) : null;
        using var vendorClient = Calls.VendorClient(vendor);
        using var plainClient = Call.NewClient();
        var (ours, process) = (connector.Url, connector.Process);
        var judged = new Subject("UpdateField, verify: false", Calls.UpdateField(ours, vendor, isVerified: false), process);
        List<Subject> subjects =
        [
            new("floor B", Calls.Vendor(plainClient, Calls.TicketsOf(floor.Url), vendor), floor.Process),
            judged,
            new("floor A", Calls.Vendor(vendorClient, Calls.TicketsOf(vendor.StandInZone), vendor), null),
            new("UpdateField, verify: true", Calls.UpdateField(ours, vendor, isVerified: true), process),
            new("UpdateFields, 10 fields, verify: false", Calls.UpdateTenFields(ours, vendor), process),
            new("a refusal: unknown choice", Calls.Refusal(ours, vendor), process),
            new("GetUpdateSchema, 200 fields", Calls.UpdateSchema(ours), process),
        ];
        await floor.UntilListeningAsync();
        await connector.UntilListeningAsync();
        if (before is not null)
        {
            await before.UntilListeningAsync();
            subjects.Add(new("UpdateField, verify: false, the older build", Calls.UpdateField(before.Url, vendor, isVerified: false), before.Process));
        }

        var lines = new List<Line>();
        foreach (var subject in subjects)
        {
            await subject.MeasureAsync(JudgedCallers, options.WarmUp);
        }

        foreach (var callers in Callers)
        {
            // More rounds for a subject with a target.
            var rounds = await Rounds.MeasureAsync(subjects, callers, callers == JudgedCallers ? 2 * options.Rounds : options.Rounds, options.Spell);
            lines.AddRange(rounds.Lines(callers == JudgedCallers ? judged : null));
        }

        return new Table(
            "Calls over HTTP, the native executable",
            Rounds.Columns,
            lines,
            "The floor is floor B. The vendor is a stand-in that answers like Autotask without checks of credentials or rules, because the Sandbox would take more of the processors. "
                + $"`Systems:autotask:MaxConcurrency` is {ConnectorSettings.ManyCalls} instead of 2, so that it is not the limit. "
                + "`verify: true` makes a second call to the vendor; a refusal and a schema make none. The processor time is that of the executable alone, without callers and vendor.");
    }
}
