namespace FunctionsConnector.EndToEnd.Tests.Truth;

/// <summary>A vendor that makes the update and then refuses it.</summary>
public class RefusedAfterWriteTests
{
    private const string Errors = """{"errors":["The record is closed to this user.","Error updating entity for record number [1]."]}""";
    private const string Error = """{"ID":0,"Message":"Not today."}""";

    public static TheoryData<string, int, string> Refusals => new()
    {
        { "autotask", 500, Errors }, { "autotask", 400, Errors }, { "autotask", 403, "" }, { "autotask", 404, "" }, { "autotask", 405, "" },
        { "autotask", 409, Errors }, { "autotask", 413, "" }, { "autotask", 422, Errors }, { "autotask", 302, "" },
        { "teamdynamix", 400, Error }, { "teamdynamix", 403, "Forbidden" }, { "teamdynamix", 404, "" }, { "teamdynamix", 405, "" },
        { "teamdynamix", 409, Error }, { "teamdynamix", 413, "" }, { "teamdynamix", 422, Error }, { "teamdynamix", 302, "" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public Task An_update_that_was_made_and_then_refused_is_reported_as_applied(string system, int status, string body) =>
        IsReportedAsAppliedAsync(system, status, body, verify: true);

    [Theory]
    [MemberData(nameof(Refusals))]
    public Task A_refusal_is_not_taken_for_proof_without_verification_either(string system, int status, string body) =>
        IsReportedAsAppliedAsync(system, status, body, verify: false);

    [Theory]
    [InlineData("autotask", 500, Errors)]
    [InlineData("autotask", 403, "")]
    [InlineData("teamdynamix", 400, Error)]
    [InlineData("teamdynamix", 409, Error)]
    public async Task A_refusal_of_an_update_that_the_record_does_not_show_is_a_rejection(string system, int status, string body)
    {
        await using var world = await World.StartAsync();
        Faults(world, system).Add(Fault.Status(status, body).For("PATCH"));

        var reply = await UpdateAsync(world, system, verify: true);

        reply.ShouldFail(422, "UpdateRejected");
        reply.Error.GetProperty("vendorStatus").GetInt32().ShouldBe(status);
    }

    [Theory]
    [InlineData("autotask", 500, Errors, "closed to this user")]
    [InlineData("teamdynamix", 400, Error, "Not today")]
    public async Task A_refusal_whose_record_cannot_be_read_is_unknown_and_keeps_the_vendors_words(string system, int status, string body, string words)
    {
        await using var world = await World.StartAsync();
        (await UpdateAsync(world, system, verify: true)).ShouldSay("applied");
        Faults(world, system).Add(Fault.StatusAfterWrite(status, body).For("PATCH"));
        Faults(world, system).Add(Fault.DropBeforeWrite().For("GET").Repeated(Fault.Always));

        var reply = await UpdateAsync(world, system, verify: true, "another");

        reply.ShouldFail(504, "OutcomeUnknown");
        reply.Message.ShouldContain(words);
        reply.Message.ShouldContain("could not be read");
        reply.Error.GetProperty("vendorStatus").GetInt32().ShouldBe(status);
    }

    [Theory]
    [InlineData("autotask", "Tickets", "999999", "title")]
    [InlineData("teamdynamix", "tickets-42", "999999", "Title")]
    public async Task A_refused_update_of_a_record_that_does_not_exist_says_so(string system, string recordType, string id, string field)
    {
        await using var world = await World.StartAsync();

        (await world.UpdateFieldsAsync(system, recordType, id, $$$"""{"fields":{"{{{field}}}":"new"}}""")).ShouldFail(404, "RecordNotFound");
    }

    [Theory]
    [InlineData("autotask", "Tickets", "1", "title", "contactID", 777777)]
    [InlineData("teamdynamix", "tickets-42", "1001", "Title", "AccountID", 777777)]
    public async Task Of_a_value_that_the_record_may_have_had_before_a_refused_update_that_is_said(
        string system, string recordType, string id, string field, string other, int refused)
    {
        await using var world = await World.StartAsync();
        var truth = system == "autotask" ? world.Sandbox.Autotask.Truth(recordType, 1) : world.Sandbox.TeamDynamix.Truth(recordType, 1001);
        Faults(world, system).Add(system == "autotask" ? Fault.Status(500, """{"errors":["No."]}""").For("PATCH") : Fault.Status(400, "No.").For("PATCH"));
        var body = JsonSerializer.Serialize(new { fields = new Dictionary<string, JsonNode?> { [field] = truth[field]!.DeepClone(), [other] = refused } });

        var reply = await world.UpdateFieldsAsync(system, recordType, id, body);

        reply.ShouldFail(422, "UpdateNotApplied");
        reply.Message.ShouldContain("or was there before");
    }

    private static async Task IsReportedAsAppliedAsync(string system, int status, string body, bool verify)
    {
        await using var world = await World.StartAsync();
        Faults(world, system).Add(Fault.StatusAfterWrite(status, body).For("PATCH"));

        (await UpdateAsync(world, system, verify)).ShouldSay("applied");
    }

    private static FaultPlan Faults(World world, string system) =>
        system == "autotask" ? world.Sandbox.Autotask.Faults : world.Sandbox.TeamDynamix.Faults;

    private static Task<Reply> UpdateAsync(World world, string system, bool verify, string value = "new") => system == "autotask"
        ? world.UpdateFieldsAsync(system, "Tickets", "1", Body("title", value, verify))
        : world.UpdateFieldsAsync(system, "tickets-42", "1001", Body("Title", value, verify));

    private static string Body(string field, string value, bool verify) =>
        JsonSerializer.Serialize(new { fields = new Dictionary<string, string> { [field] = value }, verify });
}
