using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using FunctionsConnector.EndToEnd.Tests.Autotask;
using FunctionsConnector.EndToEnd.Tests.Testing;
using FunctionsConnector.Sandbox.Faults;

namespace FunctionsConnector.EndToEnd.Tests;

/// <summary>The first promise, for updates and faults at random: no reply says what the record does not.</summary>
public class TruthProperties(ITestOutputHelper output)
{
    private const int Updates = 2_000;

    [Fact]
    public async Task No_reply_says_what_the_record_does_not()
    {
        await using var world = await World.StartAsync(World.Quick with { Request = TimeSpan.FromSeconds(1.5) });
        world.Sandbox.Autotask.Behavior = world.Sandbox.Autotask.Behavior with { HourlyLimit = int.MaxValue };
        var seed = (ulong)Random.Shared.NextInt64();
        output.WriteLine($"FsCheck seed {seed}");
        var outcomes = new Dictionary<string, int>();

        Prop.ForAll(AutotaskUpdates.Arbitrary, update =>
            {
                // The property library is synchronous; there is no synchronization context to lock up with.
                var outcome = CheckAsync(world, update).GetAwaiter().GetResult();
                outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Updates).WithReplay(seed, 1));

        output.WriteLine(string.Join(", ", outcomes.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}")));
        outcomes.Values.Sum().ShouldBe(Updates);
        outcomes.Keys.ShouldContain("applied");
        outcomes.Keys.ShouldContain("UpdateRejected");
        outcomes.Keys.ShouldContain("UpdateNotApplied");
        outcomes.Keys.ShouldContain("OutcomeUnknown");
    }

    private static async Task<string> CheckAsync(World world, RandomUpdate update)
    {
        var vendor = world.Sandbox.Autotask;
        vendor.Faults.Clear();
        foreach (var fault in update.Faults)
        {
            vendor.Faults.Add(fault);
        }

        var neighbour = update.Id == 1 ? 2 : update.Id - 1;
        var (before, besides) = (vendor.Truth(update.RecordType, update.Id), vendor.Truth(update.RecordType, neighbour));
        var reply = await world.UpdateFieldsAsync(update.RecordType, update.Id, update.Body());
        var after = vendor.Truth(update.RecordType, update.Id);

        var said = reply.Outcome ?? reply.Code!;
        var changed = Truths.Changed(before, after).ToList();
        changed.Except(update.Expected.Keys).ShouldBeEmpty($"only named fields may change: {said}");
        Truths.Changed(besides, vendor.Truth(update.RecordType, neighbour)).ShouldBeEmpty("no other record may change");
        switch (said)
        {
            case "applied" or "unchanged":
                foreach (var (field, expected) in update.Expected)
                {
                    Truths.Value(after, field).ShouldBe(expected, $"{said} was said of {field}");
                }

                break;
            case "UpdateNotApplied":
                update.Expected.ShouldContain(pair => Truths.Value(after, pair.Key) != pair.Value, "UpdateNotApplied was said of an update that is there");
                break;
            case "accepted" or "OutcomeUnknown" or "SystemUnavailable":
                break;
            default:
                changed.ShouldBeEmpty($"{said} was said of an update that went in");
                break;
        }

        reply.Status.ShouldNotBe(500, reply.Body.ToString());
        return said;
    }
}

/// <summary>One update at random, what the record must hold if it is made, and what goes wrong on the way.</summary>
internal sealed record RandomUpdate(
    string RecordType, long Id, IReadOnlyDictionary<string, JsonNode?> Changes, IReadOnlyDictionary<string, string> Expected, bool Verify, IReadOnlyList<Fault> Faults)
{
    public string Body() => JsonSerializer.Serialize(new { fields = Changes, verify = Verify });

    public override string ToString() => $"{RecordType} {Id} {Body()} with {string.Join(" and ", Faults.Select(fault => $"{fault.Kind} {fault.Reply.Status} {fault.Match}"))}";
}

/// <summary>Makes random updates of the simulated Autotask.</summary>
internal static class AutotaskUpdates
{
    private static readonly (string Field, JsonNode? Value, string Expected)[] TicketChanges =
    [
        ("status", "Complete", "5"), ("status", "New", "1"), ("Status", 8, "8"), ("priority", "Critical", "4"), ("title", "One", "One"),
        ("title", "Twö \"2\"", "Twö \"2\""), ("CustomerRanking", "Golden", "Golden"), ("CustomerRanking", "1-Quote Needed", "Quote Needed"),
        ("CustomerRanking", null, ""), ("estimatedHours", "3.5", "3.5"), ("dueDateTime", null, ""), ("purchaseOrderNumber", "PO-7", "PO-7"),
        ("contactID", 999_999, "999999"), ("subIssueType", "Software", "42"), ("isVisibleToComanaged", "false", "false"),
    ];

    private static readonly (string Field, JsonNode? Value, string Expected)[] ContactChanges =
        [("phone", "555-1", "555-1"), ("phone", null, ""), ("isActive", true, "1"), ("Newsletter", "Ja", "Ja"), ("lastName", "Ng", "Ng")];

    private static readonly (string Field, JsonNode? Value, string Expected)[] ProjectChanges =
        [("status", "Complete", "5"), ("projectName", "Renamed", "Renamed"), ("description", "Text", "Text")];

    private static readonly Gen<Fault[]> Faults = Gen.Frequency(
        (6, Gen.Constant(Array.Empty<Fault>())),
        (5, Gen.Elements(Common).Select(fault => new[] { fault.For("PATCH") })),
        (1, Gen.Elements(Common).Select(fault => new[] { fault.For("GET") })),
        (1, Gen.Elements(Common).Select(fault => new[] { fault.For("PATCH"), Fault.DropBeforeWrite().For("GET").Repeated(8) })));

    public static Arbitrary<RandomUpdate> Arbitrary => Arb.From(Gen.Frequency(
        (6, Update("Tickets", 50, TicketChanges)),
        (2, Update("Contacts", 50, ContactChanges)),
        (1, Update("Projects", 10, ProjectChanges))));

    private static Fault[] Common =>
    [
        Fault.DropBeforeWrite(), Fault.DropAfterWrite(), Fault.Status(500), Fault.Status(503, "<html>", "text/html"), Fault.StatusAfterWrite(502, "<html>", "text/html"),
        Fault.StatusAfterWrite(500, "oops", "text/plain"), Fault.Garbage(), Fault.EmptyBody(), Fault.StatusAfterWrite(200, "{}"), Fault.Status(429), Fault.Status(429).Repeated(9),
        Fault.Status(200, """{"errors":["No."]}"""), Fault.StatusAfterWrite(200, """{"errors":["No, but done."]}"""), Fault.Status(200, """{"itemId":999}"""),
        Fault.Status(500, """{"errors":["queueID is required","Error updating entity for record number [1]."]}"""), Fault.Status(404, "<html>", "text/html"),
        Fault.Status(500, """{"errors":["The Autotask API thread threshold of 3 threads has been exceeded"]}"""),
    ];

    private static Gen<RandomUpdate> Update(string recordType, int records, (string Field, JsonNode? Value, string Expected)[] changes) =>
        from id in Gen.Choose(1, records)
        from picked in Gen.SubListOf(changes)
        from one in Gen.Elements(changes)
        from verify in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
        from faults in Faults
        let distinct = picked.Take(4).Append(one).DistinctBy(change => change.Field.ToUpperInvariant()).ToList()
        select new RandomUpdate(
            recordType,
            id,
            distinct.ToDictionary(change => change.Field, change => change.Value?.DeepClone()),
            distinct.ToDictionary(change => change.Field == "Status" ? "status" : change.Field, change => change.Expected),
            verify,
            faults);
}
