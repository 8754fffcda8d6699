using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using FunctionsConnector.EndToEnd.Tests.Queues;

namespace FunctionsConnector.EndToEnd.Tests.Truth;

/// <summary>The first promise while a second instance writes the same record: no reply contradicts what the record held meanwhile.</summary>
public class TwoInstancesProperties(AzuriteServer azurite, ITestOutputHelper output)
{
    private const int Pairs = 400;

    private static readonly Dictionary<string, IRandomUpdates> Systems = new()
    {
        ["autotask"] = new RandomAutotaskUpdates(RandomZones.Utc),
        ["teamdynamix"] = new RandomTeamDynamixUpdates(RandomZones.Utc),
    };

    public static TheoryData<string, bool> Names => new(Systems.Keys.SelectMany(name => new[] { (name, false), (name, true) }));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task No_reply_contradicts_the_record_while_a_second_instance_writes_it(string system, bool coordinated)
    {
        var timing = World.Quick with { Request = TimeSpan.FromSeconds(coordinated ? 3 : 1.5), BetweenReadBacks = IRandomUpdates.BetweenReadBacks };
        var tables = coordinated ? (await azurite.NewAccountWithTablesAsync()).TableConnection : null;
        await using var first = await World.StartAsync(timing, settings: Coordinate);
        await using var second = await World.StartAsync(timing, settings: Coordinate, sandbox: first.Sandbox);
        var random = Systems[system];
        random.Prepare(first.Sandbox);
        foreach (var world in new[] { first, second })
        {
            // The first calls also create the table.
            await QueueWorld.UntilAsync(async () => (await world.GetAsync($"/api/systems/{system}/record-types")).Status == 200, TimeSpan.FromSeconds(20), "the instance is ready");
        }

        var seed = (ulong)Random.Shared.NextInt64();
        output.WriteLine($"FsCheck seed {seed}");
        var outcomes = new Dictionary<string, int>();

        Prop.ForAll(random.Arbitrary.Generator.Two().ToArbitrary(), pair =>
            {
                // Two updates of one record: the second takes the first one's record where the types agree.
                var (one, other) = (pair.Item1, pair.Item2 with { Id = pair.Item1.Id, Neighbour = pair.Item1.Neighbour });
                if (one.RecordType != other.RecordType)
                {
                    other = one with { Faults = pair.Item2.Faults };
                }

                foreach (var outcome in CheckAsync(first, second, system, random, one, other, coordinated).GetAwaiter().GetResult())
                {
                    outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
                }
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Pairs).WithReplay(seed, 1));

        output.WriteLine(string.Join(", ", outcomes.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}")));
        outcomes.Values.Sum().ShouldBe(2 * Pairs);
        outcomes.Keys.ShouldContain("applied", "the run must have this outcome");
        if (!coordinated)
        {
            outcomes.Keys.ShouldContain("UpdateNotApplied", "the run must have this outcome");
        }

        void Coordinate(Dictionary<string, string?> settings)
        {
            if (tables is not null)
            {
                settings["Coordination:Connection"] = tables;
            }
        }
    }

    private static async Task<string[]> CheckAsync(
        World first, World second, string system, IRandomUpdates random, RandomUpdate one, RandomUpdate other, bool coordinated)
    {
        if (one.Faults.Concat(other.Faults).Count(fault => fault.Response.Status == 401) > 1)
        {
            // One update that gets both of them rightly takes its credentials for refused, also in the next pairs.
            other = other with { Faults = [.. other.Faults.Where(fault => fault.Response.Status != 401)] };
        }

        random.Faults(first.Sandbox).Clear();
        foreach (var fault in one.Faults.Concat(other.Faults))
        {
            random.Faults(first.Sandbox).Add(fault);
        }

        random.KeepHistory(first.Sandbox, one.RecordType, one.Id);
        var besides = random.Truth(first.Sandbox, one.RecordType, one.Neighbour);
        var replies = await Task.WhenAll(
            first.UpdateFieldsAsync(system, one.RecordType, $"{one.Id}", one.Body()),
            second.UpdateFieldsAsync(system, other.RecordType, $"{other.Id}", other.Body()));

        var states = random.History(first.Sandbox, one.RecordType, one.Id);
        for (var index = 1; index < states.Count; index++)
        {
            random.Changed(states[index - 1], states[index]).Except([.. one.Expected.Keys, .. other.Expected.Keys]).ShouldBeEmpty("only named fields may change");
        }

        random.Changed(besides, random.Truth(first.Sandbox, one.RecordType, one.Neighbour)).ShouldBeEmpty("no other record may change");
        Check(random, states, one, other, replies[0], coordinated);
        Check(random, states, other, one, replies[1], coordinated);
        await UntilShownAsync();
        return [.. replies.Select(reply => reply.Outcome ?? reply.Code!)];
    }

    private static void Check(IRandomUpdates random, IReadOnlyList<JsonObject> states, RandomUpdate update, RandomUpdate besides, Reply reply, bool coordinated)
    {
        var outcome = reply.Outcome ?? reply.Code!;
        switch (outcome)
        {
            case "applied" or "adjusted" or "unchanged":
                states.Any(Shows).ShouldBeTrue($"{outcome} was reported for values that the record never held together: {reply.Body}");
                break;
            case "UpdateNotApplied":
                var since = states.SkipWhile(state => !Shows(state)).ToList();
                if (coordinated)
                {
                    // The other update may have made the record show the same values, after this one was reported.
                    if (!update.Expected.All(pair => besides.Expected.GetValueOrDefault(pair.Key) == pair.Value || random.Value(states[0], pair.Key) == pair.Value))
                    {
                        since.ShouldBeEmpty($"no other instance may write the record before this one has read it back: {reply.Body}");
                    }

                    break;
                }

                (since.Count == 0 || since.Exists(state => !Shows(state))).ShouldBeTrue($"the record held the values to the end: {reply.Body}");
                if (reply.Message.Contains("Nobody has changed", StringComparison.Ordinal))
                {
                    since.ShouldBeEmpty($"somebody has changed the record since: {reply.Body}");
                }

                break;
            case "accepted" or "OutcomeUnknown" or "SystemUnavailable" or "RateLimited":
                // These report nothing about the record.
                break;
            // The vendor made the update, refused it, and the other instance changed all of the fields that it had changed before the record was
            // read: nothing in the record tells this from an update that was never made. A field that the vendor ignores never changes.
            case "UpdateRejected" or "RecordNotFound" when !coordinated && update.Expected.Keys.All(IsOthersOrUnchanged) && update.Faults.Concat(besides.Faults).Any():
                break;
            default:
                foreach (var (field, expected) in update.Expected)
                {
                    if (besides.Expected.GetValueOrDefault(field) != expected && random.Value(states[0], field) != expected)
                    {
                        states.ShouldNotContain(state => random.Value(state, field) == expected, $"{outcome} was reported for an applied update: {reply.Body}");
                    }
                }

                break;
        }

        reply.Status.ShouldNotBe(500, reply.Body.ToString());
        if (update.Faults.Count == 0 && besides.Faults.Count == 0)
        {
            reply.Status.ShouldBeOneOf([200, 422], reply.Body.ToString());
        }

        bool IsOthersOrUnchanged(string field) =>
            besides.Expected.ContainsKey(field) || states.All(state => random.Value(state, field) == random.Value(states[0], field));

        bool Shows(JsonObject state) => update.Expected.All(pair => random.Value(state, pair.Key) == pair.Value);
    }

    /// <summary>The next updates may read the record first, and must not find it as it was.</summary>
    private static async Task UntilShownAsync()
    {
        var replied = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(replied) < IRandomUpdates.Lateness)
        {
            await Task.Yield();
        }
    }
}
