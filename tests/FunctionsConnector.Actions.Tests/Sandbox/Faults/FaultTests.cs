using FunctionsConnector.Sandbox.Faults;

namespace FunctionsConnector.Actions.Tests.Sandbox.Faults;

public class FaultTests
{
    private const string Complete = """{"id":1,"status":5}""";

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 5)]
    public async Task A_dropped_connection_changes_the_record_only_after_the_write(bool afterWrite, int status)
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        sandbox.Autotask.Faults.Add((afterWrite ? Fault.DropAfterWrite() : Fault.DropBeforeWrite()).For("PATCH", "/Tickets"));

        await Should.ThrowAsync<HttpRequestException>(() => sandbox.PatchAsync("Tickets", Complete));

        sandbox.Autotask.Truth("Tickets", 1)["status"]!.GetValue<int>().ShouldBe(status);
        sandbox.Autotask.Calls.All.ShouldAllBe(call => call.Status == null);
    }

    [Fact]
    public async Task A_fault_applies_to_the_given_number_of_matching_calls()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        sandbox.Autotask.Faults.Add(Fault.Status(503, "<html/>", "text/html").For("PATCH").Repeated(2));

        (await sandbox.GetAsync("Tickets/1")).Status.ShouldBe(200);
        (await sandbox.PatchAsync("Tickets", Complete)).Status.ShouldBe(503);
        (await sandbox.PatchAsync("Tickets", Complete)).MediaType.ShouldBe("text/html");
        (await sandbox.PatchAsync("Tickets", Complete)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_change_can_be_applied_with_a_failed_response()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        sandbox.Autotask.Faults.Add(Fault.StatusAfterWrite(502));

        (await sandbox.PatchAsync("Tickets", Complete)).Status.ShouldBe(502);

        sandbox.Autotask.Truth("Tickets", 1)["status"]!.GetValue<int>().ShouldBe(5);
    }

    [Fact]
    public async Task Another_process_can_set_faults_and_read_the_records()
    {
        await using var sandbox = await SandboxCaller.StartAsync();

        await sandbox.ControlAsync("POST", "/sandbox/autotask/faults", new() { ["kind"] = "emptyBody", ["path"] = "/Tickets" });
        await sandbox.ControlAsync("PATCH", "/sandbox/autotask/truth/Tickets/1", new() { ["status"] = 8, ["CustomerRanking"] = null });
        await sandbox.ControlAsync("PATCH", "/sandbox/autotask/switches", new() { ["hasVersion"] = false });
        var response = await sandbox.GetAsync("Tickets/1");

        (response.Status, response.Body).ShouldBe((200, ""));
        (await sandbox.ControlAsync("GET", "/sandbox/autotask/truth/Tickets/1"))!["status"]!.GetValue<int>().ShouldBe(8);
        (await sandbox.ControlAsync("GET", "/sandbox/autotask/calls"))!.AsArray().Count.ShouldBe(1);
        (await sandbox.GetAsync("Version")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task More_than_three_concurrent_calls_to_one_entity_are_refused()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        sandbox.Autotask.Faults.Add(Fault.HangUntilCallerLeaves().For("GET", "/Tickets/1").Repeated(3));
        var hanging = Enumerable.Range(0, 3).Select(_ => sandbox.GetAsync("Tickets/1")).ToArray();
        while (sandbox.Autotask.Faults.Pending.Count > 0)
        {
            await Task.Yield();
        }

        var refused = await sandbox.GetAsync("Tickets/2");
        var other = await sandbox.GetAsync("Companies/1");

        refused.Status.ShouldBe(429);
        refused.Errors.ShouldBe(["The Autotask API thread threshold of 3 threads has been exceeded"]);
        other.Status.ShouldBe(200);
        sandbox.Autotask.HighestConcurrency("Tickets").ShouldBe(4);
        await sandbox.DisposeAsync();
        await Should.ThrowAsync<TaskCanceledException>(() => Task.WhenAll(hanging));
    }
}
