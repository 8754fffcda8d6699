using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;

namespace FunctionsConnector.EndToEnd.Tests.Truth;

/// <summary>The first promise, with random updates and faults: no reply contradicts the record.</summary>
public class TruthProperties(ITestOutputHelper output)
{
    private const int Updates = 2_000;
    private const int Batches = 12;
    private const int BatchSize = 12;

    public static TheoryData<string> Names => ["autotask", "teamdynamix"];

    public static TheoryData<string> AllNames => ["autotask", "teamdynamix", "servicenow", "dataverse", "hubspot", "azuredevops"];

    [Theory]
    [MemberData(nameof(AllNames))]
    public async Task No_reply_contradicts_the_record(string system)
    {
        var zones = RandomZones.Next();
        output.WriteLine($"{zones}");
        var clock = new ScaledClock(factor: 1);
        await using var world = await World.StartAsync(
            World.Quick with { Request = TimeSpan.FromSeconds(1.5), BetweenReadBacks = IRandomUpdates.BetweenReadBacks },
            settings: zones.Set,
            time: clock,
            arrange: ProfileUpdates.AddAll);
        var random = Of(system, zones);
        random.Prepare(world.Sandbox);
        var seed = (ulong)Random.Shared.NextInt64();
        output.WriteLine($"FsCheck seed {seed}");
        var outcomes = new Dictionary<string, int>();

        Prop.ForAll(random.Arbitrary, update =>
            {
                // Somebody sets the wall clock, and the catalog is old enough to be read again.
                clock.SetWallClock(TimeSpan.FromHours((update.Id % 3) - 1));
                clock.Skip(TimeSpan.FromSeconds(update.Id % 5 == 0 ? 11 : 0));
                random.ChangeCatalog(world.Sandbox, update.Id);
                random.Faults(world.Sandbox).Clear();

                // The property library is synchronous; there is no synchronization context, so this cannot deadlock.
                var outcome = CheckAsync(world, system, random, update).GetAwaiter().GetResult();
                outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Updates).WithReplay(seed, 1));

        output.WriteLine(string.Join(", ", outcomes.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}")));
        outcomes.Values.Sum().ShouldBe(Updates);
        foreach (var outcome in new[] { "applied", "adjusted", "UpdateRejected", "UpdateNotApplied", "OutcomeUnknown", "SystemUnavailable" })
        {
            outcomes.Keys.ShouldContain(outcome, "the run must have this outcome");
        }
    }

    /// <summary>
    /// Limits so small that every batch of updates waits for minutes, child records among them. Meanwhile the wall clock is set on and
    /// back, and the choices change.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public async Task No_reply_contradicts_the_record_while_updates_wait_for_the_limits(string system)
    {
        var zones = RandomZones.Next();
        output.WriteLine($"{zones}");
        var clock = new ScaledClock(factor: 60);
        await using var world = await World.StartAsync(
            World.Quick with { Request = TimeSpan.FromMinutes(30) },
            settings: settings =>
            {
                zones.Set(settings);
                settings[$"Systems:{system}:CallsPerMinute"] = system == "autotask" ? "12" : "4";
            },
            time: clock);
        var random = Of(system, zones);
        random.Prepare(world.Sandbox);
        var seed = (ulong)Random.Shared.NextInt64();
        output.WriteLine($"FsCheck seed {seed}");
        var outcomes = new Dictionary<string, int>();
        var batch = 0L;

        Prop.ForAll(random.Arbitrary.Generator.ArrayOf(BatchSize).ToArbitrary(), updates =>
            {
                var apart = updates.Aggregate(new List<RandomUpdate>(), (chosen, update) =>
                {
                    if (!chosen.Exists(other => other.RecordType == update.RecordType && Math.Abs(other.Id - update.Id) <= 1))
                    {
                        chosen.Add(update with { Faults = [] });
                    }

                    return chosen;
                });
                random.Faults(world.Sandbox).Clear();
                var replies = Task.WhenAll(apart.Select(update => CheckAsync(world, system, random, update)));
                random.ChangeCatalog(world.Sandbox, ++batch);
                clock.SetWallClock(TimeSpan.FromHours((batch % 3) - 1));
                foreach (var outcome in replies.GetAwaiter().GetResult())
                {
                    outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
                }
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Batches).WithReplay(seed, 1));

        output.WriteLine(string.Join(", ", outcomes.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}")));
        outcomes.Keys.ShouldContain("applied");
        outcomes.Keys.ShouldNotContain("RateLimited", "there is time for all of them");
    }

    private static IRandomUpdates Of(string system, RandomZones zones) => system switch
    {
        "autotask" => new RandomAutotaskUpdates(zones),
        "teamdynamix" => new RandomTeamDynamixUpdates(zones),
        _ => ProfileUpdates.Of(system),
    };

    /// <summary>The next update may read the record first, and must not find it as it was.</summary>
    private static async Task UntilShownAsync()
    {
        var replied = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(replied) < IRandomUpdates.Lateness)
        {
            await Task.Yield();
        }
    }

    private static async Task<string> CheckAsync(World world, string system, IRandomUpdates random, RandomUpdate update)
    {
        foreach (var fault in update.Faults)
        {
            random.Faults(world.Sandbox).Add(fault);
        }

        var (before, besides) = (random.Truth(world.Sandbox, update.RecordType, update.Id), random.Truth(world.Sandbox, update.RecordType, update.Neighbour));
        var reply = await world.UpdateFieldsAsync(system, update.RecordType, random.RecordId(update.Id), update.Body());
        var after = random.Truth(world.Sandbox, update.RecordType, update.Id);
        await UntilShownAsync();

        var outcome = reply.Outcome ?? reply.Code!;
        var changed = random.Changed(before, after).ToList();
        changed.Except(update.Expected.Keys).ShouldBeEmpty($"only named fields may change: {outcome}");
        random.Changed(besides, random.Truth(world.Sandbox, update.RecordType, update.Neighbour)).ShouldBeEmpty("no other record may change");
        foreach (var (field, expected) in update.Expected)
        {
            random.Value(after, field).ShouldBeOneOf([expected, random.Value(before, field)], $"a wrong value was stored in {field}");
        }

        switch (outcome)
        {
            case "applied" or "adjusted" or "unchanged":
                (outcome == "adjusted").ShouldBe(update.IsAdjusted(random.Normalised), $"{outcome} was reported: {reply.Body}");
                foreach (var (field, expected) in update.Expected)
                {
                    random.Value(after, field).ShouldBe(expected, $"{outcome} was reported for {field}");
                }

                break;
            case "UpdateNotApplied":
                update.Expected.ShouldContain(pair => random.Value(after, pair.Key) != pair.Value, "UpdateNotApplied was reported for an applied update");
                break;
            case "accepted" or "OutcomeUnknown" or "SystemUnavailable":
                // These report nothing about the record.
                break;
            default:
                changed.ShouldBeEmpty($"{outcome} was reported for an applied update");
                break;
        }

        reply.Status.ShouldNotBe(500, reply.Body.ToString());
        if (update.Faults.Count == 0)
        {
            reply.Status.ShouldBeOneOf([200, 422], reply.Body.ToString());
        }

        return outcome;
    }
}
