using FunctionsConnector.Core.Failures;
using FunctionsConnector.Sandbox.TeamDynamix;

namespace FunctionsConnector.EndToEnd.Tests.TeamDynamix;

/// <summary>The rows of the failure table that this vendor can cause, and the updates that are refused without a call.</summary>
public class FailureTests
{
    private const string Rename = """{"fields":{"Title":"new"}}""";
    private const string TwoChanges = """{"fields":{"Title":"new","ResponsibleUid":"00000000-0000-0000-0000-0000000abcde"}}""";

    /// <summary>Updates that the vendor refuses or ignores. The connector does not send them.</summary>
    public static TheoryData<string, string, string, string> RefusedBeforeSending => new()
    {
        { "a read-only twin", "tickets-42/1001", """{"fields":{"StatusName":"Closed"}}""", "FieldReadOnly" },
        { "an unknown property", "tickets-42/1001", """{"fields":{"Statsu":"Closed"}}""", "FieldNotFound" },
        { "all attributes", "tickets-42/1001", """{"fields":{"Attributes":"x"}}""", "FieldNotFound" },
        { "the value of an attribute by path", "tickets-42/1001", """{"fields":{"attributes/9001/Value":"90012"}}""", "FieldNotFound" },
        { "the end of a list", "tickets-42/1001", """{"fields":{"attributes/-":"90012"}}""", "FieldNotFound" },
        { "an ambiguous attribute name", "tickets-42/1001", """{"fields":{"room":"B12"}}""", "FieldAmbiguous" },
        { "an unknown choice", "tickets-42/1001", """{"fields":{"Building":"West Hall"}}""", "ChoiceNotFound" },
        { "an unknown choice among several", "tickets-42/1001", """{"fields":{"Affected Services":["Email","Telex"]}}""", "ChoiceNotFound" },
        { "an inactive choice", "tickets-42/1001", """{"fields":{"Building":"Old Gym"}}""", "ChoiceInactive" },
        { "an inactive status", "tickets-42/1001", """{"fields":{"StatusID":"Escalated"}}""", "ChoiceInactive" },
        { "a status of another application", "tickets-42/1001", """{"fields":{"StatusID":22}}""", "ChoiceNotFound" },
        { "an ambiguous choice", "tickets-42/1001", """{"fields":{"Shift":"Night"}}""", "ValueInvalid" },
        { "a status without its required date", "tickets-42/1001", """{"fields":{"StatusID":"On Hold"}}""", "FieldRequired" },
        { "a required field cleared", "tickets-42/1001", """{"fieldsToClear":["StatusID"]}""", "FieldRequired" },
        { "a title that is too long", "tickets-42/1001", $$$"""{"fields":{"Title":"{{{new string('x', 301)}}}"}}""", "ValueTooLong" },
        { "an invalid date", "tickets-42/1001", """{"fields":{"StartDate":"soon"}}""", "ValueInvalid" },
        { "a part of a name", "tickets-42/1001", """{"fields":{"ResponsibleUid":"Kim"}}""", "ChoiceNotFound" },
        { "an article's publication, which is ignored", "articles-44/5001", """{"fields":{"IsPublished":true}}""", "FieldReadOnly" },
        { "an article's visibility, which is ignored", "articles-44/5001", """{"fields":{"IsPublic":true}}""", "FieldReadOnly" },
        { "an asset without name and serial number", "assets-43/2001", """{"fieldsToClear":["Name","SerialNumber"]}""", "FieldRequired" },
    };

    private static readonly Dictionary<string, (string Code, string Path, string Body, Action<TeamDynamixSandbox>? Arrange)> Rows = new()
    {
        ["an unknown record type"] = ("RecordTypeNotFound", "tickets-7/1001", Rename, null),
        ["an inactive application"] = ("RecordTypeNotFound", "tickets-46/1001", Rename, null),
        ["an unknown ticket"] = ("RecordNotFound", "tickets-42/999999", Rename, null),
        ["a ticket of another application"] = ("RecordNotFound", "tickets-42/1045", Rename, null),
        ["digits for a GUID"] = ("RecordNotFound", "people/1", """{"fields":{"FirstName":"x"}}""", null),
        ["onlyIf that does not hold"] = ("Conflict", "tickets-42/1001", """{"fields":{"Title":"new"},"onlyIf":{"StatusID":"Closed"}}""", null),
        ["a 400 with ID and Message"] = ("UpdateRejected", "tickets-42/1001", Rename, vendor => vendor.Faults.Add(Fault.Status(400, """{"ID":0,"Message":"Not today."}""").For("PATCH"))),
        ["a 400 in plain text"] = ("UpdateRejected", "tickets-42/1001", Rename, vendor => vendor.Faults.Add(Fault.Status(400, "Not today.", "text/plain").For("PATCH"))),
        ["a 400 with an empty body"] = ("UpdateRejected", "tickets-42/1001", Rename, vendor => vendor.Faults.Add(Fault.Status(400).For("PATCH"))),
        ["a forbidden ticket"] = ("RecordNotFound", "tickets-42/1001", Rename, vendor => vendor.Forbid("tickets-42", "1001")),
        ["a 200 without a change"] = ("UpdateNotApplied", "tickets-42/1001", Rename, vendor => vendor.IgnoreSilently("tickets-42", "Title")),
        ["a 200 without a change of an attribute"] = ("UpdateNotApplied", "tickets-42/1001", """{"fields":{"Building":"South Hall"}}""", vendor => vendor.IgnoreSilently("tickets-42", "attributes/9001")),
        ["a wrong key"] = ("CredentialsRefused", "tickets-42/1001", Rename, vendor => vendor.WebServicesKey = Guid.NewGuid().ToString()),
        ["a wrong key with 401"] = ("CredentialsRefused", "tickets-42/1001", Rename, vendor =>
        {
            vendor.WebServicesKey = Guid.NewGuid().ToString();
            vendor.Behavior = vendor.Behavior with { BadLoginStatus = 401 };
        }
        ),
        ["a 401 that stays"] = ("CredentialsRefused", "tickets-42/1001", Rename, vendor => vendor.Faults.Add(Fault.Status(401).For("PATCH").Repeated(Fault.Always))),
        ["429 for every call"] = ("RateLimited", "tickets-42/1001", Rename, vendor => vendor.Faults.Add(Fault.Status(429, "Please try again later.", "text/plain").For("PATCH").Repeated(Fault.Always))),
        ["429 with text before JSON"] = ("RateLimited", "tickets-42/1001", Rename, vendor => vendor.Faults.Add(Fault.Status(429, """Please try again later.[{"ID":1}]""", "text/plain").For("PATCH").Repeated(Fault.Always))),
        ["a 503 during maintenance"] = ("SystemUnavailable", "tickets-42/1001", Rename, vendor => vendor.Faults.Add(Fault.Status(503).For("PATCH"))),
        ["a 200 that is not JSON"] = ("SystemUnavailable", "tickets-42/1001", Rename, vendor => vendor.Faults.Add(Fault.Garbage().For("PATCH"))),
        ["a connection lost before the write"] = ("OutcomeUnknown", "tickets-42/1001", Rename, vendor => vendor.Faults.Add(Fault.DropBeforeWrite().For("PATCH"))),
        ["a 408"] = ("OutcomeUnknown", "tickets-42/1001", Rename, vendor => vendor.Faults.Add(Fault.Status(408).For("PATCH"))),
        ["a response for another item"] = ("OutcomeUnknown", "tickets-42/1001", Rename, vendor => vendor.Faults.Add(Fault.Status(200, """{"ID":1002,"AppID":42,"Title":"new"}""").For("PATCH"))),
    };

    public static TheoryData<string> Names => [.. Rows.Keys];

    [Theory]
    [MemberData(nameof(RefusedBeforeSending))]
    public async Task An_update_that_the_vendor_refuses_or_ignores_is_not_sent(string what, string record, string body, string detail)
    {
        await using var world = await World.StartAsync();

        var reply = await world.PatchAsync($"/api/systems/teamdynamix/records/{record}", body);

        reply.ShouldFail(422, "UpdateInvalid");
        reply.Error.GetProperty("details")[0].GetProperty("code").GetString().ShouldBe(detail, what);
        UpdateTests.Patches(world).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_failure_has_its_rows_status_code_and_retryable_and_the_item_stays_as_it_was(string name)
    {
        var (expected, path, body, arrange) = Rows[name];
        await using var world = await World.StartAsync();
        arrange?.Invoke(world.Sandbox.TeamDynamix);
        var before = Truths(world);

        var reply = await world.PatchAsync($"/api/systems/teamdynamix/records/{path}", body);

        var code = FailureCode.All[expected];
        reply.ShouldFail(code.Status, code.Name);
        reply.Error.GetProperty("retryable").GetBoolean().ShouldBe(code.IsRetryable);
        foreach (var (was, item) in before.Zip(Truths(world)))
        {
            ItemTruths.Changed(was, item).ShouldBeEmpty(name);
        }
    }

    [Fact]
    public async Task After_a_refusal_of_several_changes_the_item_shows_which_were_applied()
    {
        await using var world = await World.StartAsync();
        world.Sandbox.TeamDynamix.Behavior = world.Sandbox.TeamDynamix.Behavior with { IsAtomic = false };

        var reply = await world.PatchAsync("/api/systems/teamdynamix/records/tickets-42/1001", TwoChanges);

        reply.ShouldFail(422, "UpdateNotApplied");
        reply.Error.GetProperty("details").EnumerateArray().Select(detail => detail.GetProperty("target").GetString()).ShouldBe(["ResponsibleUid"]);
        world.Sandbox.TeamDynamix.Truth("tickets-42", 1001)["Title"]!.GetValue<string>().ShouldBe("new");
    }

    [Fact]
    public async Task A_refusal_of_several_changes_without_an_effect_is_a_rejection()
    {
        await using var world = await World.StartAsync();

        (await world.PatchAsync("/api/systems/teamdynamix/records/tickets-42/1001", TwoChanges)).ShouldFail(422, "UpdateRejected");
    }

    [Fact]
    public async Task An_item_of_another_application_is_reported_with_its_record_type()
    {
        await using var world = await World.StartAsync();

        (await world.PatchAsync("/api/systems/teamdynamix/records/tickets-42/1045", Rename)).Message.ShouldContain("tickets-45");
    }

    [Theory]
    [InlineData("""{"ID":0,"Message":"Not today."}""", "application/json")]
    [InlineData("Not today.", "text/plain")]
    [InlineData("\"Not today.\"", "application/json")]
    public async Task The_vendors_message_is_readable(string body, string contentType)
    {
        await using var world = await World.StartAsync();
        world.Sandbox.TeamDynamix.Faults.Add(Fault.Status(400, body, contentType).For("PATCH"));

        var reply = await world.PatchAsync("/api/systems/teamdynamix/records/tickets-42/1001", Rename);

        reply.Error.GetProperty("vendorMessages")[0].GetString().ShouldBe("Not today.");
        reply.Message.ShouldContain("Not today.");
    }

    /// <summary>The items of the rows.</summary>
    private static IReadOnlyList<JsonObject> Truths(World world) =>
        [world.Sandbox.TeamDynamix.Truth("tickets-42", 1001), world.Sandbox.TeamDynamix.Truth("tickets-45", 1045)];
}
