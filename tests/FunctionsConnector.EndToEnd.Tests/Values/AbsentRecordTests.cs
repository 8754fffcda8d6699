using static FunctionsConnector.EndToEnd.Tests.Values.ValueWorld;

namespace FunctionsConnector.EndToEnd.Tests.Values;

/// <summary>A record that is not there and one that the account may not see are the same failure, in both systems.</summary>
public sealed class AbsentRecordTests(AzuriteServer azurite)
{
    private const string Rename = """{"fields":{"Title":"new"}}""";
    private const string Conditional = """{"fields":{"Title":"new"},"onlyIf":{"Title":"x"}}""";

    public static TheoryData<string, string, string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string, string, string>();
            foreach (var (system, record, arrange) in new[]
                {
                    (InAutotask, "Tickets/99999", "nothing"), (InAutotask, "Tickets/1", "403"), (InAutotask, "Tickets/1", "404"), (InAutotask, "Contacts/99999", "nothing"),
                    (InTeamDynamix, "tickets-42/999999", "nothing"), (InTeamDynamix, "tickets-42/1001", "403"), (InTeamDynamix, "tickets-42/1001", "404"),
                })
            {
                foreach (var call in new[] { "read", "update", "conditional", "preview" })
                {
                    rows.Add(system, record, arrange, call);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_record_that_is_absent_or_hidden_is_not_found(string system, string record, string arrange, string call)
    {
        await using var world = await World.StartAsync();
        Arrange(world, system, arrange);
        var route = $"/api/systems/{system}/records/{record}";
        var rename = record.StartsWith("Contacts", StringComparison.Ordinal) ? """{"fields":{"phone":"1"}}""" : Rename;

        var reply = call switch
        {
            "read" => await world.GetAsync(route),
            "preview" => await world.PostAsync($"{route}/preview", Conditional.Replace("Title", rename == Rename ? "Title" : "phone", StringComparison.Ordinal)),
            "conditional" => await world.PatchAsync(route, Conditional.Replace("Title", rename == Rename ? "Title" : "phone", StringComparison.Ordinal)),
            _ => await world.PatchAsync(route, rename),
        };

        reply.ShouldFail(404, "RecordNotFound");
        reply.Message.ShouldContain("it is not there, or the account may not see it");
    }

    [Fact]
    public async Task A_refused_update_of_a_record_that_the_account_sees_is_a_rejection()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.TeamDynamix.Faults.Add(Fault.Status(403, "Not yours.", "text/plain").For("PATCH"));
        world.Sandbox.Autotask.Faults.Add(Fault.Status(403).For("PATCH"));

        (await world.UpdateAsync(InTeamDynamix, Rename)).ShouldFail(422, "UpdateRejected");
        (await world.UpdateAsync(InAutotask, Rename)).ShouldFail(422, "UpdateRejected");
    }

    [Theory]
    [InlineData(InAutotask, 403, 404)]
    [InlineData(InAutotask, 404, 403)]
    [InlineData(InTeamDynamix, 403, 403)]
    [InlineData(InTeamDynamix, 400, 404)]
    [InlineData(InTeamDynamix, 404, 403)]
    [InlineData(InTeamDynamix, 404, 404)]
    public async Task One_such_answer_does_not_hide_an_update_that_was_made_and_then_refused(string system, int refusal, int hidden)
    {
        await using var world = await World.StartAsync();
        (await world.UpdateAsync(system, """{"fields":{"Title":"first"}}""")).ShouldSay("applied");
        var (faults, path) = system == InAutotask ? (world.Sandbox.Autotask.Faults, "/Tickets/1") : (world.Sandbox.TeamDynamix.Faults, "/tickets/1001");
        faults.Add(Fault.StatusAfterWrite(refusal, "No.", "text/plain").For("PATCH"));
        faults.Add(Fault.Status(hidden, "No.", "text/plain").For("GET", path));

        (await world.UpdateAsync(system, Rename)).ShouldSay("applied");
        world.TruthOf(system, system == InAutotask ? "title" : "Title").ShouldBe("new");
    }

    [Fact]
    public async Task A_list_that_the_account_may_not_read_is_a_matter_of_its_permissions()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.TeamDynamix.Faults.Add(Fault.Status(403, "No.", "text/plain").For("GET", "/applications").Repeated(Fault.Always));

        (await world.UpdateAsync(InTeamDynamix, Rename)).ShouldFail(424, "CredentialsRefused");
    }

    [Theory]
    [InlineData("")]
    [InlineData(""","onlyIf":{"Title":"x"}""")]
    public async Task A_queued_update_of_a_forbidden_record_ends_and_does_not_wait(string condition)
    {
        var result = await UpdateThroughQueueAsync(
            azurite,
            $$$"""{"system":"teamdynamix","recordType":"tickets-42","recordId":"1001","fields":{"Title":"new"}{{{condition}}}}""",
            sandbox => sandbox.TeamDynamix.Forbid("tickets-42", "1001"));

        result.GetProperty("code").GetString().ShouldBe("RecordNotFound");
    }

    private static void Arrange(World world, string system, string arrange)
    {
        if (arrange == "403" && system == InTeamDynamix)
        {
            world.Sandbox.TeamDynamix.Forbid("tickets-42", "1001");
        }
        else if (arrange == "404" && system == InTeamDynamix)
        {
            world.Sandbox.TeamDynamix.Faults.Add(Fault.Status(404, "No ticket.", "text/plain").For(pathFragment: "/tickets/1001").Repeated(Fault.Always));
        }
        else if (arrange != "nothing")
        {
            world.Sandbox.Autotask.Faults.Add(Fault.Status(int.Parse(arrange, CultureInfo.InvariantCulture), """{"Message":"No."}""").For("GET", "/Tickets/1").Repeated(Fault.Always));
            world.Sandbox.Autotask.Faults.Add(Fault.Status(500, """{"errors":["No."]}""").For("PATCH").Repeated(Fault.Always));
        }
    }
}
