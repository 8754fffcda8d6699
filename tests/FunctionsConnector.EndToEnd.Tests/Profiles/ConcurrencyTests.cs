using FunctionsConnector.EndToEnd.Tests.Queues;
using FunctionsConnector.EndToEnd.Tests.Truth;
using FunctionsConnector.Sandbox.Dataverse;

namespace FunctionsConnector.EndToEnd.Tests.Profiles;

/// <summary>With a vendor that has versions of records, <c>onlyIf</c> holds at the moment of the update.</summary>
public class ConcurrencyTests(ITestOutputHelper output)
{
    private const string Guarded = "onlyIf held at the moment of the update";

    private static readonly Fault Stale =
        Fault.Status(412, """{"error":{"code":"","message":"The version of the existing record doesn't match the RowVersion property provided."}}""").For("PATCH");

    private static readonly string Account = DataverseSandbox.Id(7);

    /// <summary>In the gate; a longer run sets CONNECTOR_TEST_ROUNDS.</summary>
    private static int Rounds => int.Parse(Environment.GetEnvironmentVariable("CONNECTOR_TEST_ROUNDS") ?? "100", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Of_two_writers_at_once_exactly_one_wins_and_nothing_is_lost()
    {
        await using var first = await World.StartAsync(arrange: ProfileUpdates.AddAll);
        await using var second = await World.StartAsync(arrange: ProfileUpdates.AddAll, sandbox: first.Sandbox);
        var vendor = first.Sandbox.Dataverse;
        vendor.Behavior = vendor.Behavior with { CallLimit = 0 };
        var won = new int[2];
        for (var round = 0; round < Rounds; round++)
        {
            vendor.SetTruth("account", Account, "name", "free");

            var replies = await Task.WhenAll(TakeAsync(first, $"first {round}"), TakeAsync(second, $"second {round}"));

            var winner = Array.FindIndex(replies, reply => reply.Status == 200);
            replies.Count(reply => reply.Status == 200).ShouldBe(1, $"round {round}: {replies[0].Body} {replies[1].Body}");
            replies[1 - winner].ShouldFail(409, "Conflict");
            replies[winner].Body.GetProperty("warnings")[0].GetString()!.ShouldStartWith(Guarded);
            vendor.Truth("account", Account)["name"]!.GetValue<string>().ShouldBe($"{(winner == 0 ? "first" : "second")} {round}");
            won[winner]++;
        }

        output.WriteLine($"{won[0]} : {won[1]}, refused by version {vendor.Calls.All.Count(call => call.Status == 412)}");
    }

    [Fact]
    public async Task A_change_of_another_field_between_reading_and_update_is_read_again_and_kept()
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddDataverse);
        await using var other = await World.StartAsync(arrange: ProfileSettings.AddDataverse, sandbox: world.Sandbox);
        var vendor = world.Sandbox.Dataverse;
        await other.UpdateFieldsAsync("dataverse", "account", Account, """{"fields":{"description":"before"}}""");
        await world.UpdateFieldsAsync("dataverse", "account", Account, """{"fields":{"name":"free"}}""");
        vendor.Faults.Add(Fault.Delay(TimeSpan.FromSeconds(1)).For("PATCH"));

        var updating = world.UpdateFieldsAsync("dataverse", "account", Account, """{"fields":{"name":"taken"},"onlyIf":{"name":"free"}}""");
        await QueueWorld.UntilAsync(() => Task.FromResult(vendor.Calls.All.Any(call => call.Method == "GET" && call.PathAndQuery.EndsWith($"accounts({Account})", StringComparison.Ordinal))), TimeSpan.FromSeconds(5), "the record is read");
        (await other.UpdateFieldsAsync("dataverse", "account", Account, """{"fields":{"description":"of somebody else"}}""")).ShouldSay("applied");

        (await updating).ShouldSay("applied");
        vendor.Truth("account", Account)["name"]!.GetValue<string>().ShouldBe("taken");
        vendor.Truth("account", Account)["description"]!.GetValue<string>().ShouldBe("of somebody else");
        vendor.Calls.All.Count(call => call.Status == 412).ShouldBe(1);
    }

    [Fact]
    public async Task A_record_that_changes_with_every_reading_ends_as_a_conflict()
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddDataverse);
        var vendor = world.Sandbox.Dataverse;
        vendor.Faults.Add(Stale.Repeated(Fault.Always));
        for (var reading = 1; reading <= 5; reading++)
        {
            vendor.Faults.Add(Fault.Reworded("470866", $"47086{reading}").For("GET", $"accounts({Account})"));
        }

        var name = vendor.Truth("account", Account)["name"]!.GetValue<string>();

        var reply = await world.UpdateFieldsAsync("dataverse", "account", Account, $$$"""{"fields":{"name":"taken"},"onlyIf":{"name":"{{{name}}}"}}""");

        reply.ShouldFail(409, "Conflict");
        reply.Message.ShouldContain("again and again");
        vendor.Truth("account", Account)["name"]!.GetValue<string>().ShouldBe(name);
    }

    [Fact]
    public async Task A_412_of_an_update_whose_version_is_still_the_records_is_a_refusal()
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddDataverse);
        var vendor = world.Sandbox.Dataverse;
        vendor.Faults.Add(Stale.Repeated(Fault.Always));
        var name = vendor.Truth("account", Account)["name"]!.GetValue<string>();

        var reply = await world.UpdateFieldsAsync("dataverse", "account", Account, $$$"""{"fields":{"name":"taken"},"onlyIf":{"name":"{{{name}}}"}}""");

        reply.ShouldFail(422, "UpdateRejected");
        vendor.Calls.All.Count(call => call.Method == "PATCH").ShouldBe(2);
    }

    [Fact]
    public async Task Members_of_a_batch_whose_version_is_refused_are_retried_individually()
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddDataverse);
        var vendor = world.Sandbox.Dataverse;
        await UpdateAsync("""{"fields":{"name":"free"}}""");
        vendor.Calls.Clear();
        vendor.Faults.Add(Fault.Delay(TimeSpan.FromSeconds(2)).For("GET", $"accounts({Account})"));
        vendor.Faults.Add(Stale);

        var conditional = UpdateAsync("""{"fields":{"name":"taken"},"onlyIf":{"name":"free"}}""");
        await QueueWorld.UntilAsync(() => Task.FromResult(vendor.Calls.All.Any(call => call.PathAndQuery.EndsWith($"accounts({Account})", StringComparison.Ordinal))), TimeSpan.FromSeconds(5), "the row is read");
        var member = UpdateAsync("""{"fields":{"description":"of a member"}}""");

        (await conditional).ShouldSay("applied");
        (await member).ShouldSay("applied");
        vendor.Calls.All.Where(call => call.Method == "PATCH").Select(call => call.Body).ShouldBe(
            ["""{"name":"taken","description":"of a member"}""", """{"name":"taken"}""", """{"description":"of a member"}"""], ignoreOrder: true);

        Task<Reply> UpdateAsync(string body) => world.UpdateFieldsAsync("dataverse", "account", Account, body);
    }

    [Fact]
    public async Task A_412_of_an_update_that_named_no_version_is_a_refusal()
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddDataverse);
        world.Sandbox.Dataverse.Faults.Add(Fault.Status(412, """{"error":{"code":"","message":"There is no such version."}}""").For("PATCH"));

        (await world.UpdateFieldsAsync("dataverse", "account", Account, """{"fields":{"name":"taken"}}""")).ShouldFail(422, "UpdateRejected");
    }

    [Fact]
    public async Task Without_a_condition_no_version_is_sent_and_nothing_is_said_of_it()
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddDataverse);

        var reply = await world.UpdateFieldsAsync("dataverse", "account", Account, """{"fields":{"name":"taken"}}""");

        reply.ShouldSay("applied");
        reply.Body.TryGetProperty("warnings", out _).ShouldBeFalse();
        world.Sandbox.Dataverse.Calls.All.ShouldNotContain(call => call.Method == "GET" && call.PathAndQuery.EndsWith($"accounts({Account})", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_preview_names_the_version_that_the_update_would_send()
    {
        await using var world = await World.StartAsync(arrange: ProfileSettings.AddDataverse);
        var name = world.Sandbox.Dataverse.Truth("account", Account)["name"]!.GetValue<string>();

        var guarded = await PreviewAsync($$$"""{"fields":{"name":"new"},"onlyIf":{"name":"{{{name}}}"}}""");
        var free = await PreviewAsync("""{"fields":{"name":"new"}}""");

        guarded.Body.GetProperty("warnings")[0].GetString().ShouldBe("The request would have the header If-Match: W/\"470866\". The system makes the update only while the record has this version.");
        free.Body.GetProperty("warnings").GetArrayLength().ShouldBe(0);

        Task<Reply> PreviewAsync(string body) => world.PostAsync($"/api/systems/dataverse/records/account/{Account}/preview", body);
    }

    private static Task<Reply> TakeAsync(World world, string name) =>
        world.UpdateFieldsAsync("dataverse", "account", Account, $$$"""{"fields":{"name":"{{{name}}}"},"onlyIf":{"name":"free"}}""");
}
