using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Secrets;
using FunctionsConnector.EndToEnd.Tests.Autotask;
using FunctionsConnector.EndToEnd.Tests.Testing;
using FunctionsConnector.Sandbox.Autotask.Metadata;
using FunctionsConnector.Sandbox.Faults;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsConnector.EndToEnd.Tests;

/// <summary>Every row of the failure table, provoked over HTTP against a real vendor's quirks.</summary>
public class FailureTableTests
{
    private const string Complete = """{"field":"status","value":"Complete"}""";
    private const string Ticket = "/api/systems/autotask/records/Tickets/1";
    private const string Html = "<html><body>Bad Gateway</body></html>";

    private static readonly Dictionary<string, Row> Rows = new()
    {
        ["broken JSON"] = Row.Of("InvalidRequest", world => world.PatchAsync($"{Ticket}/field", "{")),
        ["an unknown property"] = Row.Of("InvalidRequest", world => world.PatchAsync($"{Ticket}/field", """{"feild":"status"}""")),
        ["a record id that is neither digits nor a GUID"] = Row.Of("InvalidRequest", world => world.PatchAsync("/api/systems/autotask/records/Tickets/1a/field", Complete)),
        ["a blank value without clear"] = Row.Of("InvalidRequest", world => world.PatchAsync($"{Ticket}/field", """{"field":"status","value":""}""")),
        ["a field set and cleared"] = Row.Of("InvalidRequest", world => world.PatchAsync(Ticket, """{"fields":{"dueDateTime":"2026-01-01"},"fieldsToClear":["dueDateTime"]}""")),
        ["a field set by name and cleared by label"] = Row.Of("InvalidRequest", world => world.PatchAsync(Ticket, """{"fields":{"dueDateTime":"2026-01-01"},"fieldsToClear":["Due Date Time"]}""")),
        ["no change named"] = Row.Of("InvalidRequest", world => world.PatchAsync(Ticket, """{"fields":{"status":""}}""")),
        ["no key"] = Row.Of("Unauthorized", world => world.SendAsync(HttpMethod.Patch, $"{Ticket}/field", Complete, request => request.Headers.Remove("x-api-key"))),
        ["an unknown key"] = Row.Of("Unauthorized", world => world.SendAsync(HttpMethod.Patch, $"{Ticket}/field", Complete, request => With(request, "wrong"))),
        ["a key for another system"] = Row.Of("Forbidden", world => world.SendAsync(HttpMethod.Patch, $"{Ticket}/field", Complete, request => With(request, World.LimitedKey))),
        ["an unknown system"] = Row.Of("SystemNotFound", world => world.PatchAsync("/api/systems/jira/records/Tickets/1/field", Complete)),
        ["an unknown record type"] = Row.Of("RecordTypeNotFound", world => world.PatchAsync("/api/systems/autotask/records/Tockets/1/field", Complete)),
        ["a record type that this tenant does not know"] = Row.Of("RecordTypeNotFound", world => world.PatchAsync("/api/systems/autotask/records/Invoices/1/field", Complete)),
        ["an unknown record at a root route"] = Row.Of("RecordNotFound", world => world.PatchAsync("/api/systems/autotask/records/Tickets/99999/field", Complete)),
        ["an unknown record at a child route"] = Row.Of("RecordNotFound", world => world.PatchAsync("/api/systems/autotask/records/Contacts/99999/field", """{"field":"phone","value":"1"}""")),
        ["an unknown record that is read"] = Row.Of("RecordNotFound", world => world.GetAsync("/api/systems/autotask/records/Tickets/99999")),
        ["a GUID where ids are digits"] = Row.Of("RecordNotFound", world => world.PatchAsync("/api/systems/autotask/records/Tickets/a1b2c3d4-0000-1111-2222-333344445555/field", Complete)),
        ["an unknown route"] = Row.Of("RouteNotFound", world => world.GetAsync("/api/nothing")),
        ["a wrong method"] = Row.Of("MethodNotAllowed", world => world.SendAsync(HttpMethod.Delete, Ticket, json: null)),
        ["a body over 1 MB"] = Row.Of("PayloadTooLarge", world => world.PatchAsync($"{Ticket}/field", $$"""{"field":"title","value":"{{new string('x', 1_100_000)}}"}""")),
        ["a body that is not JSON by its type"] = Row.Of("UnsupportedMediaType", world => world.SendAsync(HttpMethod.Patch, $"{Ticket}/field", Complete, request => request.Content!.Headers.ContentType = new("text/plain"))),
        ["onlyIf that does not hold"] = Row.Of("Conflict", world => world.PatchAsync($"{Ticket}/field", """{"field":"status","value":"Complete","onlyIf":{"status":"In Progress"}}""")),
        ["an unknown field"] = Row.Of("UpdateInvalid/FieldNotFound", world => world.PatchAsync($"{Ticket}/field", """{"field":"statsu","value":"Complete"}""")),
        ["a name that fits two fields"] = Row.Of(
            "UpdateInvalid/FieldAmbiguous",
            world => world.PatchAsync($"{Ticket}/field", """{"field":"Source","value":"x"}"""),
            world => world.Sandbox.Autotask.DefineField("Tickets", new FieldDefinition("Source", FieldDataType.String), userDefined: true)),
        ["a read-only field"] = Row.Of("UpdateInvalid/FieldReadOnly", world => world.PatchAsync($"{Ticket}/field", """{"field":"ticketNumber","value":"T1"}""")),
        ["a required field cleared"] = Row.Of("UpdateInvalid/FieldRequired", world => world.PatchAsync($"{Ticket}/field", """{"field":"title","clear":true}""")),
        ["a change without its partner"] = Row.Of("UpdateInvalid/FieldRequired", world => world.PatchAsync($"{Ticket}/field", """{"field":"assignedResourceID","value":1}""")),
        ["another company with the old company's contact"] = Row.Of("UpdateInvalid/FieldRequired", world => world.PatchAsync($"{Ticket}/field", """{"field":"companyID","value":2}""")),
        ["a text where a number belongs"] = Row.Of("UpdateInvalid/ValueInvalid", world => world.PatchAsync($"{Ticket}/field", """{"field":"estimatedHours","value":"many"}""")),
        ["a text that is too long"] = Row.Of("UpdateInvalid/ValueTooLong", world => world.PatchAsync($"{Ticket}/field", $$"""{"field":"title","value":"{{new string('x', 256)}}"}""")),
        ["an unknown choice"] = Row.Of("UpdateInvalid/ChoiceNotFound", world => world.PatchAsync($"{Ticket}/field", """{"field":"status","value":"Clsoed"}""")),
        ["a choice of another parent"] = Row.Of("UpdateInvalid/ChoiceNotFound", world => world.PatchAsync($"{Ticket}/field", """{"field":"subIssueType","value":"Wireless"}""")),
        ["a choice no longer offered"] = Row.Of("UpdateInvalid/ChoiceInactive", world => world.PatchAsync($"{Ticket}/field", """{"field":"status","value":"Waiting Approval"}""")),
        ["a refusal of the vendor's"] = Row.Of("UpdateRejected", world => world.PatchAsync($"{Ticket}/field", """{"field":"contactID","value":777777}""")),
        ["a 200 with errors in it"] = Row.Patch("UpdateRejected", Fault.Status(200, """{"errors":["No, not today."]}""")),
        ["a 405"] = Row.Patch("UpdateRejected", Fault.Status(405, """{"Message":"The requested resource does not support http method 'PATCH'."}""")),
        ["a gateway's 504 with a message"] = Row.Patch("SystemUnavailable", Fault.Status(504, """{"message":"Endpoint request timed out"}""")),
        ["a 408"] = Row.Patch("SystemUnavailable", Fault.Status(408)),
        ["the thread limit's text under 200 that does not end"] = Row.Patch(
            "RateLimited", Fault.Status(200, """{"errors":["The Autotask API thread threshold of 3 threads has been exceeded"]}""").Repeated(Fault.Always)),
        ["a 403"] = Row.Patch("UpdateRejected", Fault.Status(403)),
        ["a 400"] = Row.Patch("UpdateRejected", Fault.Status(400)),
        ["a route that is an HTML 404"] = Row.Patch("RecordTypeNotFound", Fault.Status(404, Html, "text/html")),
        ["a yes that did nothing"] = Row.Of(
            "UpdateNotApplied",
            world => world.PatchAsync($"{Ticket}/field", """{"field":"title","value":"new"}"""),
            world => world.Sandbox.Autotask.IgnoreSilently("Tickets", "title")),
        ["a status that a workflow rule reverts before the first look"] = Row.Of(
            "UpdateNotApplied", world => world.PatchAsync($"{Ticket}/field", Complete), world => world.Sandbox.Autotask.RevertStatus(1, afterReads: 0)),
        ["a status that a workflow rule reverts after the first look"] = Row.Of(
            "UpdateNotApplied", world => world.PatchAsync($"{Ticket}/field", Complete), world => world.Sandbox.Autotask.RevertStatus(1, afterReads: 1)),
        ["a yes for another record"] = Row.Patch("UpdateNotApplied", Fault.Status(200, """{"itemId":2}""")),
        ["a wrong password"] = Row.Of(
            "CredentialsRefused", world => world.PatchAsync($"{Ticket}/field", Complete), world => world.Sandbox.Autotask.Secret = "rotated-3141"),
        ["a wrong integration code, as 500"] = Row.Of(
            "CredentialsRefused", world => world.PatchAsync($"{Ticket}/field", Complete), world => world.Sandbox.Autotask.IntegrationCode = "ROTATED3141"),
        ["an unknown user"] = Row.Of(
            "CredentialsRefused", world => world.PatchAsync($"{Ticket}/field", Complete), world => world.Sandbox.Autotask.UserName = "someone-else@sandbox.example"),
        ["a secret that is gone"] = Row.Of("CredentialsMissing", world => world.PatchAsync($"{Ticket}/field", Complete)) with { Secrets = new NoSecretOf("autotask-secret") },
        ["429 that does not end"] = Row.Patch("RateLimited", Fault.Status(429).Repeated(Fault.Always)),
        ["the thread limit's text under 500 that does not end"] = Row.Patch(
            "RateLimited", Fault.Status(500, """{"errors":["The Autotask API thread threshold of 3 threads has been exceeded"]}""").Repeated(Fault.Always)),
        ["an hour that is used up"] = Row.Of(
            "RateLimited", world => world.PatchAsync($"{Ticket}/field", Complete), world => world.Sandbox.Autotask.CallsThisHour = 10_000),
        ["a zone on a foreign host"] = Row.Of(
            "SystemUnavailable",
            world => world.PatchAsync($"{Ticket}/field", Complete),
            world => world.Sandbox.Autotask.Behavior = world.Sandbox.Autotask.Behavior with { AnnouncedZoneUrl = "https://evil.example/ATServicesRest/" }),
        ["a gateway's 502"] = Row.Patch("SystemUnavailable", Fault.Status(502, Html, "text/html")),
        ["a gateway's 503"] = Row.Patch("SystemUnavailable", Fault.Status(503, Html, "text/html")),
        ["a 500 without a reason"] = Row.Patch("SystemUnavailable", Fault.Status(500)),
        ["a 200 that is not JSON"] = Row.Patch("SystemUnavailable", Fault.Garbage()),
        ["a 200 with nothing in it"] = Row.Patch("SystemUnavailable", Fault.EmptyBody()),
        ["a redirect"] = Row.Patch("SystemUnavailable", Fault.Status(302, headers: new Dictionary<string, string> { ["Location"] = "https://evil.example/" })),
        ["a vendor that is down for everything"] = Row.Of(
            "SystemUnavailable",
            world => world.PatchAsync($"{Ticket}/field", Complete),
            world => world.Sandbox.Autotask.Faults.Add(Fault.Status(503, Html, "text/html").Repeated(Fault.Always))),
        ["a connection lost before the write"] = Row.Patch("OutcomeUnknown", Fault.DropBeforeWrite()),
        ["no answer in time and no write"] = Row.Patch("OutcomeUnknown", Fault.HangUntilCallerLeaves()),
        ["a connection lost after the write, and the record cannot be read"] = Row.Of(
            "OutcomeUnknown",
            world => world.PatchAsync($"{Ticket}/field", """{"field":"title","value":"new"}"""),
            world =>
            {
                world.Sandbox.Autotask.Faults.Add(Fault.DropAfterWrite().For("PATCH"));
                world.Sandbox.Autotask.Faults.Add(Fault.DropBeforeWrite().For("GET", "/Tickets/1").Repeated(Fault.Always));
            }) with
        { MayWrite = true },
        ["a bug of ours"] = Row.Of("InternalError", world => world.PatchAsync($"{Ticket}/field", Complete)) with { Secrets = new BrokenSecrets() },
    };

    /// <summary>What the message must say at least: the field, the reason, or what to do.</summary>
    private static readonly Dictionary<string, string> Says = new()
    {
        ["broken JSON"] = "not JSON",
        ["an unknown property"] = "feild",
        ["a record id that is neither digits nor a GUID"] = "1a",
        ["a blank value without clear"] = "clear",
        ["a field set and cleared"] = "dueDateTime",
        ["a field set by name and cleared by label"] = "Due Date Time",
        ["no change named"] = "no change",
        ["no key"] = "x-api-key",
        ["an unknown key"] = "key",
        ["a key for another system"] = "may not be used",
        ["an unknown system"] = "jira",
        ["an unknown record type"] = "Tockets",
        ["a record type that this tenant does not know"] = "Invoices",
        ["an unknown record at a root route"] = "99999",
        ["an unknown record at a child route"] = "99999",
        ["an unknown record that is read"] = "99999",
        ["a GUID where ids are digits"] = "digits",
        ["an unknown route"] = "route",
        ["a wrong method"] = "DELETE",
        ["a body over 1 MB"] = "1 MB",
        ["a body that is not JSON by its type"] = "application/json",
        ["onlyIf that does not hold"] = "Status is 'New', not 'In Progress'",
        ["an unknown field"] = "statsu",
        ["a name that fits two fields"] = "fits several fields",
        ["a read-only field"] = "Ticket Number",
        ["a required field cleared"] = "Title is required",
        ["a change without its partner"] = "assignedResourceRoleID",
        ["another company with the old company's contact"] = "contactID",
        ["a text where a number belongs"] = "many",
        ["a text that is too long"] = "255",
        ["an unknown choice"] = "is not one of: New, Complete",
        ["a choice of another parent"] = "Wireless",
        ["a choice no longer offered"] = "no longer offered",
        ["a refusal of the vendor's"] = "contactID",
        ["a 200 with errors in it"] = "No, not today.",
        ["a 405"] = "does not support",
        ["a gateway's 504 with a message"] = "504",
        ["a 408"] = "408",
        ["the thread limit's text under 200 that does not end"] = "too many calls",
        ["a 403"] = "403",
        ["a 400"] = "400",
        ["a route that is an HTML 404"] = "no route",
        ["a yes that did nothing"] = "Title was to be 'new' and is 'Sandbox ticket 1'",
        ["a status that a workflow rule reverts before the first look"] = "was to be 'Complete' and is 'New'",
        ["a status that a workflow rule reverts after the first look"] = "was to be 'Complete' and is 'New'",
        ["a yes for another record"] = "record 2 instead of 1",
        ["a wrong password"] = "autotask-secret",
        ["a wrong integration code, as 500"] = "autotask-code",
        ["an unknown user"] = "autotask-user",
        ["a secret that is gone"] = "autotask-secret",
        ["429 that does not end"] = "too many calls",
        ["the thread limit's text under 500 that does not end"] = "too many calls",
        ["an hour that is used up"] = "10000 calls an hour",
        ["a zone on a foreign host"] = "evil.example",
        ["a gateway's 502"] = "502",
        ["a gateway's 503"] = "503",
        ["a 500 without a reason"] = "500",
        ["a 200 that is not JSON"] = "200",
        ["a 200 with nothing in it"] = "200",
        ["a redirect"] = "redirect",
        ["a vendor that is down for everything"] = "503",
        ["a connection lost before the write"] = "not known",
        ["no answer in time and no write"] = "not known",
        ["a connection lost after the write, and the record cannot be read"] = "not known",
        ["a bug of ours"] = "connector itself has failed",
    };

    public static TheoryData<string> Names => [.. Rows.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_failure_has_its_rows_status_code_and_retryable_and_the_record_stays_as_it_was(string name)
    {
        var row = Rows[name];
        await using var world = await World.StartAsync(configure: builder =>
        {
            if (row.Secrets is not null)
            {
                builder.Services.AddSingleton(row.Secrets);
            }
        });
        row.Arrange?.Invoke(world);
        var before = world.Sandbox.Autotask.Truth("Tickets", 1);

        var reply = await row.Act(world);

        var code = FailureCode.All[row.Code];
        reply.ShouldFail(code.Status, code.Name);
        reply.Error.GetProperty("retryable").GetBoolean().ShouldBe(code.IsRetryable);
        reply.Message.ShouldContain(Says[name]);
        reply.Error.GetProperty("requestId").GetString().ShouldNotBeNullOrEmpty();
        (reply.Headers.RetryAfter is not null).ShouldBe(code == FailureCode.RateLimited || code == FailureCode.SystemUnavailable || reply.Error.TryGetProperty("retryAfterSeconds", out _));
        if (row.Detail is not null)
        {
            reply.Error.GetProperty("details")[0].GetProperty("code").GetString().ShouldBe(row.Detail);
        }

        if (!row.MayWrite)
        {
            Truths.Changed(before, world.Sandbox.Autotask.Truth("Tickets", 1)).ShouldBeEmpty(name);
        }
    }

    [Fact]
    public void Every_row_of_the_table_is_provoked() =>
        FailureCode.All.Keys.Except(Rows.Values.Select(row => row.Code)).ShouldBeEmpty();

    [Fact]
    public void Every_detail_of_an_invalid_update_is_provoked() =>
        Enum.GetNames<FailureDetailCode>()
            .Except([nameof(FailureDetailCode.ConditionNotMet), nameof(FailureDetailCode.ValueNotApplied)])
            .Except(Rows.Values.Select(row => row.Detail))
            .ShouldBeEmpty();

    private static void With(HttpRequestMessage request, string key)
    {
        request.Headers.Remove("x-api-key");
        request.Headers.Add("x-api-key", key);
    }

    private sealed record Row(string Code, string? Detail, Func<World, Task<Reply>> Act, Action<World>? Arrange)
    {
        public bool MayWrite { get; init; }

        public ISecretSource? Secrets { get; init; }

        public static Row Of(string code, Func<World, Task<Reply>> act, Action<World>? arrange = null)
        {
            var parts = code.Split('/');
            return new Row(parts[0], parts.ElementAtOrDefault(1), act, arrange);
        }

        public static Row Patch(string code, Fault fault) =>
            Of(code, world => world.PatchAsync($"{Ticket}/field", Complete), world => world.Sandbox.Autotask.Faults.Add(fault.For("PATCH")));
    }

    /// <summary>A source from which one secret has gone since the start.</summary>
    private sealed class NoSecretOf(string gone) : ISecretSource
    {
        public ValueTask<Result<string>> GetAsync(string name, CancellationToken cancellationToken) => ValueTask.FromResult<Result<string>>(
            name == gone ? new Failure(FailureCode.CredentialsMissing, $"There is no secret '{name}'.") : name == "flows-key" ? World.ApiKey : name);

        public ValueTask<Result<string>> RefreshAsync(string name, CancellationToken cancellationToken) => GetAsync(name, cancellationToken);
    }

    /// <summary>A source with a bug.</summary>
    private sealed class BrokenSecrets : ISecretSource
    {
        public ValueTask<Result<string>> GetAsync(string name, CancellationToken cancellationToken) =>
            name == "flows-key" ? ValueTask.FromResult<Result<string>>(World.ApiKey) : name == "limited-key" ? ValueTask.FromResult<Result<string>>(World.LimitedKey) : throw new InvalidOperationException("a bug");

        public ValueTask<Result<string>> RefreshAsync(string name, CancellationToken cancellationToken) => GetAsync(name, cancellationToken);
    }
}
