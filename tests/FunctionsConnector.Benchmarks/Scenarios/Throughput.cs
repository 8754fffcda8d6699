using FunctionsConnector.Benchmarks.Measuring;
using FunctionsConnector.Benchmarks.Processes;
using FunctionsConnector.Benchmarks.Reporting;

namespace FunctionsConnector.Benchmarks.Scenarios;

/// <summary>How many calls a second, and how long one takes, beside both floors.</summary>
internal sealed class Throughput : IScenario
{
    /// <summary>More than any vendor allows, so that a vendor's limit is not what is measured.</summary>
    public const int VendorCallsAtATime = 64;

    private const int JudgedCallers = 16;
    private const double LeastOfFloor = 0.75;
    private const double MostOverFloor = 0.5;

    private static readonly int[] Callers = [1, 16, 64];

    public string Name => "throughput";

    public async Task<Table> RunAsync(Workbench workbench)
    {
        var (vendor, options) = (workbench.Vendor, workbench.Options);
        await using var floor = workbench.StartFloor(vendor.StandInZone);
        await using var connector = workbench.StartConnector(ConnectorSettings.For(vendor, vendor.StandInZone, VendorCallsAtATime));
        using var vendorClient = Calls.VendorClient(vendor);
        using var plainClient = Call.NewClient();
        var judged = new Subject("UpdateField, verify: false", Calls.UpdateField(connector, vendor, isVerified: false), connector);
        var (floorA, floorB) = (new Subject("floor A", Calls.Vendor(vendorClient, vendor.StandInZone, vendor), null), new Subject("floor B", Calls.Vendor(plainClient, floor.Url, vendor), floor));
        Subject[] subjects =
        [
            floorA,
            floorB,
            judged,
            new("UpdateField, verify: true", Calls.UpdateField(connector, vendor, isVerified: true), connector),
            new("UpdateFields, 10 fields, verify: false", Calls.UpdateTenFields(connector, vendor), connector),
            new("a refusal: unknown choice", Calls.Refusal(connector, vendor), connector),
            new("GetUpdateSchema, 200 fields", Calls.UpdateSchema(connector), connector),
            new("the Sandbox itself, as floor A", Calls.Vendor(vendorClient, vendor.Zone, vendor), null),
        ];

        await floor.UntilListeningAsync();
        await connector.UntilListeningAsync();
        foreach (var subject in subjects)
        {
            await subject.MeasureAsync(JudgedCallers, options.WarmUp);
        }

        var lines = new List<Line>();
        foreach (var callers in Callers)
        {
            var rounds = new List<Dictionary<Subject, Spell>>();
            for (var round = 0; round < options.Rounds; round++)
            {
                rounds.Add(await RoundAsync(subjects, callers, options.Spell, round));
            }

            for (var pair = 0; callers == JudgedCallers && pair < options.MorePairs; pair++)
            {
                rounds.AddRange(await MorePairAsync(workbench, floorB, judged));
            }

            lines.AddRange(subjects.Select(subject => LineOf(subject, subject == judged && callers == JudgedCallers, callers, floorA, floorB, rounds)));
        }

        return new Table(
            "Calls over HTTP",
            ["call", "callers", "calls", "of floor A", "of floor B", "p50 ms", "above B ms", "p99 ms", "processor µs per call"],
            lines,
            "The vendor is a stand-in which answers like Autotask without looking at credentials or rules, because the Sandbox, measured in the last line of "
                + $"each group, would take more of the processors. `Systems:autotask:MaxConcurrency` is {VendorCallsAtATime}, so that the vendor's limit (2 by default) is not either. "
                + "`verify: true` makes a second call to the vendor; a refusal and a schema make none. "
                + $"What the target compares is measured with {options.MorePairs} more pairs of processes, too, of these two alone: one and the same program is now a tenth "
                + "faster and now slower, depending on what its runtime has made of it. "
                + "The processor time is that of our process or of floor B alone: it is the cost undiluted by the callers and the vendor.");
    }

    /// <summary>Rounds of a floor B and a connector that are started for them, as rounds of these subjects.</summary>
    private static async Task<List<Dictionary<Subject, Spell>>> MorePairAsync(Workbench workbench, Subject floorB, Subject judged)
    {
        var (vendor, options) = (workbench.Vendor, workbench.Options);
        await using var floor = workbench.StartFloor(vendor.StandInZone);
        await using var connector = workbench.StartConnector(ConnectorSettings.For(vendor, vendor.StandInZone, VendorCallsAtATime));
        using var client = Call.NewClient();
        var anotherFloor = new Subject(floorB.Name, Calls.Vendor(client, floor.Url, vendor), floor);
        var another = new Subject(judged.Name, Calls.UpdateField(connector, vendor, isVerified: false), connector);
        await floor.UntilListeningAsync();
        await connector.UntilListeningAsync();
        await anotherFloor.MeasureAsync(JudgedCallers, options.WarmUp);
        await another.MeasureAsync(JudgedCallers, options.WarmUp);

        var rounds = new List<Dictionary<Subject, Spell>>();
        for (var round = 0; round < options.Rounds; round++)
        {
            var spells = await RoundAsync([anotherFloor, another], JudgedCallers, options.Spell, round);
            rounds.Add(new() { [floorB] = spells[anotherFloor], [judged] = spells[another] });
        }

        return rounds;
    }

    private static async Task<Dictionary<Subject, Spell>> RoundAsync(IReadOnlyList<Subject> subjects, int callers, TimeSpan time, int round)
    {
        var spells = new Dictionary<Subject, Spell>();

        // Those that are compared stand side by side; who comes first changes from round to round.
        foreach (var subject in round % 2 == 0 ? subjects : subjects.Reverse())
        {
            spells[subject] = await subject.MeasureAsync(callers, time);
        }

        return spells;
    }

    private static Line LineOf(Subject subject, bool isJudged, int callers, Subject floorA, Subject floorB, List<Dictionary<Subject, Spell>> rounds)
    {
        rounds = [.. rounds.Where(round => round.ContainsKey(subject))];
        double Of(Subject floor) => rounds.Where(round => round.ContainsKey(floor)).Select(round => round[subject].PerSecond / round[floor].PerSecond).Median();
        var above = rounds.Select(round => round[subject].Percentile(0.5) - round[floorB].Percentile(0.5)).Median();
        var target = isJudged
            ? new Target($"≥ {LeastOfFloor} of floor B, p50 ≤ {MostOverFloor} ms above it", Of(floorB) >= LeastOfFloor && above <= MostOverFloor)
            : null;
        return new Line(
            target,
            subject.Name,
            Figures.Whole(callers),
            Figures.Rate(rounds.Select(round => round[subject].PerSecond).Median()),
            Figures.Ratio(Of(floorA)),
            Figures.Ratio(Of(floorB)),
            Figures.Milliseconds(rounds.Select(round => round[subject].Percentile(0.5)).Median()),
            Figures.Milliseconds(above),
            Figures.Milliseconds(rounds.Select(round => round[subject].Percentile(0.99)).Median()),
            subject.Process is null ? "" : Figures.Whole(rounds.Select(round => round[subject].ProcessorEach).Median()));
    }
}
