using static FunctionsConnector.EndToEnd.Tests.Values.ValueWorld;

namespace FunctionsConnector.EndToEnd.Tests.Values;

/// <summary>An error page is no answer of the API, and what is about other work at the same time passes: both may be tried again.</summary>
public sealed class VendorAnswerTests
{
    private const string Page = "\r\n<!DOCTYPE html><html><head><title>Service away</title></head><body></body></html>";
    private const string Rename = """{"fields":{"Title":"new"}}""";

    private static readonly (string System, string Path)[] Reads = [(InAutotask, "/Tickets/1"), (InTeamDynamix, "/tickets/1001")];

    /// <summary>Texts of the vendors and of their database, and the failure.</summary>
    public static TheoryData<string, string> Texts => new()
    {
        { "The Autotask API thread threshold of 3 threads has been exceeded.", "RateLimited" },
        { "Thread Threshold Exceeded", "RateLimited" },
        { "Request Threshold Exceeded", "RateLimited" },
        { "The user account has been locked. Please see your Autotask Administrator for details.", "SystemUnavailable" },
        { "Transaction (Process ID 71) was deadlocked on lock resources with another process and has been chosen as the deadlock victim. Rerun the transaction.", "SystemUnavailable" },
        { "Lock request time out period exceeded.", "SystemUnavailable" },
        { "Execution Timeout Expired. The timeout period elapsed prior to completion of the operation.", "SystemUnavailable" },
        { "Timeout expired. The timeout period elapsed.", "SystemUnavailable" },
        { "This record is locked by another user.", "SystemUnavailable" },
    };

    public static TheoryData<string, int> Pages
    {
        get
        {
            var rows = new TheoryData<string, int>();
            foreach (var status in new[] { 400, 403, 404, 405, 409, 500, 502, 503 })
            {
                rows.Add(InAutotask, status);
                rows.Add(InTeamDynamix, status);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task An_error_page_instead_of_an_answer_means_that_the_system_is_unavailable(string system, int status)
    {
        await using var world = await World.StartAsync();
        var faults = system == InAutotask ? world.Sandbox.Autotask.Faults : world.Sandbox.TeamDynamix.Faults;
        (await world.UpdateAsync(system, """{"fields":{"Title":"first"}}""")).ShouldSay("applied");

        faults.Add(Fault.Status(status, Page, "text/html").For("PATCH"));
        (await world.UpdateAsync(system, Rename)).ShouldFail(503, "SystemUnavailable");

        faults.Add(Fault.Status(status, Page, "text/html").For("GET", Reads.Single(read => read.System == system).Path).Repeated(Fault.Always));
        (await world.GetAsync(Route(system))).ShouldFail(503, "SystemUnavailable");
        world.TruthOf(system, system == InAutotask ? "title" : "Title").ShouldBe("first");
    }

    [Theory]
    [InlineData(InAutotask)]
    [InlineData(InTeamDynamix)]
    public async Task An_error_page_for_every_call_is_no_missing_record_type_and_no_refusal_of_credentials(string system)
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.Faults.Add(Fault.Status(404, Page, "text/html").Repeated(Fault.Always));
        world.Sandbox.TeamDynamix.Faults.Add(Fault.Status(403, Page, "text/html").Repeated(Fault.Always));

        (await world.UpdateAsync(system, Rename)).ShouldFail(503, "SystemUnavailable");
        (await world.GetAsync(Route(system))).ShouldFail(503, "SystemUnavailable");
    }

    [Fact]
    public async Task An_error_page_after_the_write_does_not_hide_it()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.Faults.Add(Fault.StatusAfterWrite(404, Page, "text/html").For("PATCH"));
        world.Sandbox.TeamDynamix.Faults.Add(Fault.StatusAfterWrite(404, Page, "text/html").For("PATCH"));

        (await world.UpdateAsync(InAutotask, Rename)).ShouldSay("applied");
        (await world.UpdateAsync(InTeamDynamix, Rename)).ShouldSay("applied");
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_threshold_a_lock_and_a_deadlock_under_500_may_be_tried_again(string text, string code)
    {
        await using var world = await World.StartAsync();
        var body = JsonSerializer.Serialize(new { errors = new[] { text, "Error updating entity for record number [1]." } });
        world.Sandbox.Autotask.Faults.Add(Fault.Status(500, body).For("PATCH").Repeated(Fault.Always));

        var reply = await world.UpdateAsync(InAutotask, Rename);

        reply.Code.ShouldBe(code, reply.Body.ToString());
        reply.Error.GetProperty("retryable").GetBoolean().ShouldBeTrue();
        reply.Error.GetProperty("vendorMessages")[0].GetString().ShouldBe(text);

        world.Sandbox.Autotask.Faults.Clear();
        world.Sandbox.Autotask.Faults.Add(Fault.Status(500, body).For("GET", "/Tickets/1").Repeated(Fault.Always));
        reply = await world.GetAsync(Route(InAutotask));
        reply.Code.ShouldBe(code, reply.Body.ToString());
        world.TruthOf(InAutotask, "title").ShouldBe("Sandbox ticket 1");
    }

    [Fact]
    public async Task A_deadlock_that_is_reported_after_the_write_does_not_hide_it()
    {
        const string Deadlock = """{"errors":["Transaction was deadlocked on lock resources."]}""";
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.Faults.Add(Fault.StatusAfterWrite(500, Deadlock).For("PATCH"));

        (await world.UpdateAsync(InAutotask, Rename)).ShouldSay("applied");

        world.Sandbox.Autotask.Faults.Add(Fault.Status(500, Deadlock).For("PATCH"));
        world.Sandbox.Autotask.Faults.Add(Fault.DropBeforeWrite().For("GET", "/Tickets/1").Repeated(Fault.Always));
        var reply = await world.UpdateAsync(InAutotask, """{"fields":{"Title":"other"}}""");
        reply.ShouldFail(504, "OutcomeUnknown");
        reply.Message.ShouldContain("was deadlocked");
    }

    [Theory]
    [InlineData(400)]
    [InlineData(409)]
    public async Task TeamDynamix_too_may_be_tried_again_after_a_deadlock(int status)
    {
        await using var world = await World.StartAsync();
        world.Sandbox.TeamDynamix.Faults.Add(Fault.Status(status, """{"ID":0,"Message":"Transaction was deadlocked on lock resources."}""").For("PATCH"));

        (await world.UpdateAsync(InTeamDynamix, Rename)).ShouldFail(503, "SystemUnavailable");
        (await world.UpdateAsync(InTeamDynamix, Rename)).ShouldSay("applied");
    }

    [Theory]
    [InlineData("The contract's block threshold has been exceeded.")]
    [InlineData("The field is locked.")]
    public async Task A_refusal_that_only_has_such_a_word_stays_a_refusal(string text)
    {
        await using var world = await World.StartAsync();
        world.Sandbox.Autotask.Faults.Add(Fault.Status(500, JsonSerializer.Serialize(new { errors = new[] { text } })).For("PATCH"));

        (await world.UpdateAsync(InAutotask, Rename)).ShouldFail(422, "UpdateRejected");
    }
}
