using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;

namespace FunctionsConnector.EndToEnd.Tests.Truth;

/// <summary>The first promise, with random updates and faults: no reply contradicts the record.</summary>
public class TruthProperties(ITestOutputHelper output)
{
    private const int Updates = 2_000;

    private static readonly Dictionary<string, IRandomUpdates> Systems = new()
    {
        ["autotask"] = new RandomAutotaskUpdates(),
        ["teamdynamix"] = new RandomTeamDynamixUpdates(),
    };

    public static TheoryData<string> Names => [.. Systems.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task No_reply_contradicts_the_record(string system)
    {
        await using var world = await World.StartAsync(World.Quick with { Request = TimeSpan.FromSeconds(1.5), BetweenReadBacks = IRandomUpdates.BetweenReadBacks });
        var random = Systems[system];
        random.Prepare(world.Sandbox);
        var seed = (ulong)Random.Shared.NextInt64();
        output.WriteLine($"FsCheck seed {seed}");
        var outcomes = new Dictionary<string, int>();

        Prop.ForAll(random.Arbitrary, update =>
            {
                // The property library is synchronous; there is no synchronization context, so this cannot deadlock.
                var outcome = CheckAsync(world, system, random, update).GetAwaiter().GetResult();
                outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Updates).WithReplay(seed, 1));

        output.WriteLine(string.Join(", ", outcomes.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}")));
        outcomes.Values.Sum().ShouldBe(Updates);
        foreach (var outcome in new[] { "applied", "UpdateRejected", "UpdateNotApplied", "OutcomeUnknown", "SystemUnavailable" })
        {
            outcomes.Keys.ShouldContain(outcome, "the run must have this outcome");
        }
    }

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
        var faults = random.Faults(world.Sandbox);
        faults.Clear();
        foreach (var fault in update.Faults)
        {
            faults.Add(fault);
        }

        var (before, besides) = (random.Truth(world.Sandbox, update.RecordType, update.Id), random.Truth(world.Sandbox, update.RecordType, update.Neighbour));
        var reply = await world.UpdateFieldsAsync(system, update.RecordType, $"{update.Id}", update.Body());
        var after = random.Truth(world.Sandbox, update.RecordType, update.Id);
        await UntilShownAsync();

        var outcome = reply.Outcome ?? reply.Code!;
        var changed = random.Changed(before, after).ToList();
        changed.Except(update.Expected.Keys).ShouldBeEmpty($"only named fields may change: {outcome}");
        random.Changed(besides, random.Truth(world.Sandbox, update.RecordType, update.Neighbour)).ShouldBeEmpty("no other record may change");
        switch (outcome)
        {
            case "applied" or "unchanged":
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
            reply.Status.ShouldBeOneOf(200, 422);
        }

        return outcome;
    }
}
