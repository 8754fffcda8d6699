namespace FunctionsConnector.Actions.Tests.Sandbox.Server;

public class CallLogTests
{
    [Fact]
    public async Task A_call_is_kept_with_its_request_and_response()
    {
        await using var sandbox = await SandboxCaller.StartAsync();

        await sandbox.PatchAsync("Tickets", """{"id":1,"status":5}""");

        var call = sandbox.Autotask.Calls.All.Single();
        call.Number.ShouldBe(1);
        call.PathAndQuery.ShouldBe("/autotask/ATServicesRest/V1.0/Tickets");
        call.Headers["username"].ShouldBe(sandbox.Autotask.UserName);
        call.Body.ShouldBe("""{"id":1,"status":5}""");
        (call.Status, call.ResponseBody).ShouldBe((200, """{"itemId":1}"""));
    }

    [Fact]
    public async Task Without_recording_calls_are_only_counted()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        sandbox.Autotask.Calls.Recording = false;

        await sandbox.GetAsync("Tickets/1");
        await sandbox.GetAsync("Tickets/2");

        sandbox.Autotask.Calls.Count.ShouldBe(2);
        sandbox.Autotask.Calls.All.ShouldBeEmpty();
    }
}
