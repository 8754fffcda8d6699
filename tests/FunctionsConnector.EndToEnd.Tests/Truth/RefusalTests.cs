namespace FunctionsConnector.EndToEnd.Tests.Truth;

/// <summary>A vendor's refusal is no proof: only the record says whether the update was made.</summary>
public class RefusalTests
{
    /// <summary>The refusals of both vendors, as they answer a PATCH.</summary>
    public static TheoryData<string, int, string> Refusals => new()
    {
        { "autotask", 500, """{"errors":["queueID is required","Error updating entity for record number [1]."]}""" },
        { "autotask", 400, """{"Message":"The request is invalid."}""" },
        { "autotask", 400, "" },
        { "autotask", 403, "" },
        { "autotask", 404, "" },
        { "autotask", 405, """{"Message":"The requested resource does not support http method 'PATCH'."}""" },
        { "autotask", 409, """{"errors":["Conflict."]}""" },
        { "autotask", 422, """{"errors":["No."]}""" },
        { "autotask", 302, "" },
        { "teamdynamix", 400, """{"ID":0,"Message":"Not today."}""" },
        { "teamdynamix", 403, "Not you." },
        { "teamdynamix", 404, "" },
        { "teamdynamix", 405, "" },
        { "teamdynamix", 409, """{"ID":0,"Message":"Conflict."}""" },
        { "teamdynamix", 413, "" },
        { "teamdynamix", 415, "" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_write_that_was_made_and_then_refused_is_applied_with_a_warning(string system, int status, string body)
    {
        await using var world = await World.StartAsync();
        Faults(world, system).Add(Fault.StatusAfterWrite(status, body).For("PATCH"));

        var reply = await RenameAsync(world, system);

        reply.ShouldSay("applied");
        if (status != 302)
        {
            reply.Body.GetProperty("warnings")[0].GetString()!.ShouldContain("nevertheless");
        }
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_write_that_was_refused_and_not_made_is_a_failure_after_one_read(string system, int status, string body)
    {
        await using var world = await World.StartAsync();
        await RenameAsync(world, system, "warm");
        Clear(world);
        Faults(world, system).Add(Fault.Status(status, body).For("PATCH"));

        var reply = await RenameAsync(world, system);

        reply.Code.ShouldBe(status == 302 ? "SystemUnavailable" : (system, status) == ("autotask", 404) ? "RecordTypeNotFound" : "UpdateRejected");
        if (status != 302)
        {
            Methods(world, system).ShouldBe(["PATCH", "GET"], "a refusal costs one read");
        }
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_refusal_that_cannot_be_checked_says_so(string system, int status, string body)
    {
        await using var world = await World.StartAsync(World.Quick with { Request = TimeSpan.FromSeconds(2) });
        await RenameAsync(world, system, "warm");
        Faults(world, system).Add(Fault.StatusAfterWrite(status, body).For("PATCH"));
        Faults(world, system).Add(Fault.DropBeforeWrite().For("GET").Repeated(Fault.Always));

        (await RenameAsync(world, system)).ShouldFail(504, "OutcomeUnknown");
    }

    [Fact]
    public async Task A_refused_record_that_may_not_be_read_stays_refused_and_says_so()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.TeamDynamix.Forbid("tickets-42", "1001");

        var reply = await RenameAsync(world, "teamdynamix");

        reply.ShouldFail(422, "UpdateRejected");
        reply.Message.ShouldContain("could not be read");
    }

    [Fact]
    public async Task A_value_that_the_record_had_before_a_refused_update_is_not_called_a_part_of_it()
    {
        await using var world = await World.StartAsync();
        var truth = world.Sandbox.Autotask.Truth("Tickets", 1);
        var body = JsonSerializer.Serialize(new { fields = new Dictionary<string, JsonNode?> { ["title"] = truth["title"]!.DeepClone(), ["contactID"] = 777777 } });

        (await world.UpdateFieldsAsync("Tickets", 1, body)).ShouldFail(422, "UpdateRejected");
    }

    [Fact]
    public async Task A_part_that_a_refused_update_made_is_not_called_rejected()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.TeamDynamix.Behavior = world.Sandbox.TeamDynamix.Behavior with { IsAtomic = false };

        (await world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1001", """{"fields":{"Title":"new","ResponsibleUid":"00000000-0000-0000-0000-0000000abcde"}}"""))
            .ShouldFail(422, "UpdateNotApplied");
    }

    [Theory]
    [InlineData("autotask")]
    [InlineData("teamdynamix")]
    public async Task Members_of_a_batch_that_was_made_and_then_refused_are_applied(string system)
    {
        await using var world = await World.StartAsync();
        await RenameAsync(world, system, "warm");
        Faults(world, system).Add(Fault.Delay(TimeSpan.FromMilliseconds(300)).For("PATCH"));
        Faults(world, system).Add((system == "autotask"
            ? Fault.StatusAfterWrite(500, """{"errors":["No."]}""")
            : Fault.StatusAfterWrite(400, "No.")).For("PATCH"));

        var replies = await Task.WhenAll(new[] { "title", "description", system == "autotask" ? "purchaseOrderNumber" : "9003" }.Select(field => world.UpdateFieldsAsync(
            system, Type(system), Id(system), $$$"""{"fields":{"{{{field}}}":"text"}}""")));

        replies.ShouldAllBe(reply => reply.Outcome == "applied");
    }

    internal static FaultPlan Faults(World world, string system) => system == "autotask" ? world.Sandbox.Autotask.Faults : world.Sandbox.TeamDynamix.Faults;

    internal static string Type(string system) => system == "autotask" ? "Tickets" : "tickets-42";

    internal static string Id(string system) => system == "autotask" ? "1" : "1001";

    private static Task<Reply> RenameAsync(World world, string system, string title = "renamed") =>
        world.UpdateFieldsAsync(system, Type(system), Id(system), $$$"""{"fields":{"title":"{{{title}}}"}}""");

    private static void Clear(World world)
    {
        world.Sandbox.Autotask.Calls.Clear();
        world.Sandbox.TeamDynamix.Calls.Clear();
    }

    private static IEnumerable<string> Methods(World world, string system) =>
        (system == "autotask" ? world.Sandbox.Autotask.Calls : world.Sandbox.TeamDynamix.Calls).All.Select(call => call.Method);
}
