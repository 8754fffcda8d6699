using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Secrets;
using FunctionsConnector.Sandbox.Autotask.Metadata;

namespace FunctionsConnector.EndToEnd.Tests;

/// <summary>One row of the failure table, provoked over HTTP with a simulated vendor.</summary>
/// <param name="Code">The code of the failure.</param>
/// <param name="Detail">The code of its first detail; null for none.</param>
/// <param name="Act">The call.</param>
/// <param name="Arrange">Prepares the vendor; null for nothing.</param>
internal sealed record FailureRow(string Code, string? Detail, Func<World, Task<Reply>> Act, Action<World>? Arrange)
{
    private const string Complete = """{"field":"status","value":"Complete"}""";
    private const string Ticket = "/api/systems/autotask/records/Tickets/1";
    private const string Html = "<html><body>Bad Gateway</body></html>";

    public static IReadOnlyDictionary<string, FailureRow> All { get; } = new Dictionary<string, FailureRow>
    {
        ["broken JSON"] = Of("InvalidRequest", world => world.PatchAsync($"{Ticket}/field", "{")),
        ["an unknown property"] = Of("InvalidRequest", world => world.PatchAsync($"{Ticket}/field", """{"feild":"status"}""")),
        ["a record id that is neither digits nor a GUID"] = Of("InvalidRequest", world => world.PatchAsync("/api/systems/autotask/records/Tickets/1a/field", Complete)),
        ["a blank value without clear"] = Of("InvalidRequest", world => world.PatchAsync($"{Ticket}/field", """{"field":"status","value":""}""")),
        ["a field set and cleared"] = Of("InvalidRequest", world => world.PatchAsync(Ticket, """{"fields":{"dueDateTime":"2026-01-01"},"fieldsToClear":["dueDateTime"]}""")),
        ["a field set and cleared in other letters"] = Of("InvalidRequest", world => world.PatchAsync(Ticket, """{"fields":{"dueDateTime":"2026-01-01"},"fieldsToClear":["DUEDATETIME"]}""")),
        ["a field set by name and cleared by label"] = Of("InvalidRequest", world => world.PatchAsync(Ticket, """{"fields":{"dueDateTime":"2026-01-01"},"fieldsToClear":["Due Date Time"]}""")),
        ["no change"] = Of("InvalidRequest", world => world.PatchAsync(Ticket, """{"fields":{"status":""}}""")),
        ["no key"] = Of("Unauthorized", world => world.SendAsync(HttpMethod.Patch, $"{Ticket}/field", Complete, request => request.Headers.Remove("x-api-key"))),
        ["an unknown key"] = Of("Unauthorized", world => world.SendAsync(HttpMethod.Patch, $"{Ticket}/field", Complete, request => With(request, "wrong"))),
        ["a key for another system"] = Of("Forbidden", world => world.SendAsync(HttpMethod.Patch, $"{Ticket}/field", Complete, request => With(request, World.LimitedKey))),
        ["an unknown system"] = Of("SystemNotFound", world => world.PatchAsync("/api/systems/jira/records/Tickets/1/field", Complete)),
        ["an unknown record type"] = Of("RecordTypeNotFound", world => world.PatchAsync("/api/systems/autotask/records/Tockets/1/field", Complete)),
        ["a record type that this tenant does not know"] = Of("RecordTypeNotFound", world => world.PatchAsync("/api/systems/autotask/records/Invoices/1/field", Complete)),
        ["an unknown record at a root route"] = Of("RecordNotFound", world => world.PatchAsync("/api/systems/autotask/records/Tickets/99999/field", Complete)),
        ["an unknown record at a child route"] = Of("RecordNotFound", world => world.PatchAsync("/api/systems/autotask/records/Contacts/99999/field", """{"field":"phone","value":"1"}""")),
        ["a read of an unknown record"] = Of("RecordNotFound", world => world.GetAsync("/api/systems/autotask/records/Tickets/99999")),
        ["a GUID for a numeric id"] = Of("RecordNotFound", world => world.PatchAsync("/api/systems/autotask/records/Tickets/a1b2c3d4-0000-1111-2222-333344445555/field", Complete)),
        ["an unknown route"] = Of("RouteNotFound", world => world.GetAsync("/api/nothing")),
        ["a wrong method"] = Of("MethodNotAllowed", world => world.SendAsync(HttpMethod.Delete, Ticket, json: null)),
        ["a body over 1 MB"] = Of("PayloadTooLarge", world => world.PatchAsync($"{Ticket}/field", $$"""{"field":"title","value":"{{new string('x', 1_100_000)}}"}""")),
        ["a body with another content type than JSON"] = Of("UnsupportedMediaType", world => world.SendAsync(HttpMethod.Patch, $"{Ticket}/field", Complete, request => request.Content!.Headers.ContentType = new("text/plain"))),
        ["onlyIf that does not hold"] = Of("Conflict", world => world.PatchAsync($"{Ticket}/field", """{"field":"status","value":"Complete","onlyIf":{"status":"In Progress"}}""")),
        ["an unknown field"] = Of("UpdateInvalid/FieldNotFound", world => world.PatchAsync($"{Ticket}/field", """{"field":"statsu","value":"Complete"}""")),
        ["an ambiguous field name"] = Of(
            "UpdateInvalid/FieldAmbiguous",
            world => world.PatchAsync($"{Ticket}/field", """{"field":"Source","value":"x"}"""),
            world => world.Sandbox.Autotask.DefineField("Tickets", new FieldDefinition("Source", FieldDataType.String), userDefined: true)),
        ["a read-only field"] = Of("UpdateInvalid/FieldReadOnly", world => world.PatchAsync($"{Ticket}/field", """{"field":"ticketNumber","value":"T1"}""")),
        ["a required field cleared"] = Of("UpdateInvalid/FieldRequired", world => world.PatchAsync($"{Ticket}/field", """{"field":"title","clear":true}""")),
        ["a change without its partner"] = Of("UpdateInvalid/FieldRequired", world => world.PatchAsync($"{Ticket}/field", """{"field":"assignedResourceID","value":1}""")),
        ["another company with the old company's contact"] = Of("UpdateInvalid/FieldRequired", world => world.PatchAsync($"{Ticket}/field", """{"field":"companyID","value":2}""")),
        ["a text for a number"] = Of("UpdateInvalid/ValueInvalid", world => world.PatchAsync($"{Ticket}/field", """{"field":"estimatedHours","value":"many"}""")),
        ["a text that is too long"] = Of("UpdateInvalid/ValueTooLong", world => world.PatchAsync($"{Ticket}/field", $$"""{"field":"title","value":"{{new string('x', 256)}}"}""")),
        ["an unknown choice"] = Of("UpdateInvalid/ChoiceNotFound", world => world.PatchAsync($"{Ticket}/field", """{"field":"status","value":"Clsoed"}""")),
        ["a choice of another parent"] = Of("UpdateInvalid/ChoiceNotFound", world => world.PatchAsync($"{Ticket}/field", """{"field":"subIssueType","value":"Wireless"}""")),
        ["an inactive choice"] = Of("UpdateInvalid/ChoiceInactive", world => world.PatchAsync($"{Ticket}/field", """{"field":"status","value":"Waiting Approval"}""")),
        ["a refusal by the vendor"] = Of("UpdateRejected", world => world.PatchAsync($"{Ticket}/field", """{"field":"contactID","value":777777}""")),
        ["a 200 with errors"] = Patch("UpdateRejected", Fault.Status(200, """{"errors":["No, not today."]}""")),
        ["a 405"] = Patch("UpdateRejected", Fault.Status(405, """{"Message":"The requested resource does not support http method 'PATCH'."}""")),
        ["a gateway's 504 with a message"] = Patch("SystemUnavailable", Fault.Status(504, """{"message":"Endpoint request timed out"}""")),
        ["a 408"] = Patch("SystemUnavailable", Fault.Status(408)),
        ["the thread limit's text with every 200"] = Patch(
            "RateLimited", Fault.Status(200, """{"errors":["The Autotask API thread threshold of 3 threads has been exceeded"]}""").Repeated(Fault.Always)),
        ["a 403"] = Patch("UpdateRejected", Fault.Status(403)),
        ["a 400"] = Patch("UpdateRejected", Fault.Status(400)),
        ["an HTML 404"] = Patch("SystemUnavailable", Fault.Status(404, Html, "text/html")),
        ["a 200 without a change"] = Of(
            "UpdateNotApplied",
            world => world.PatchAsync($"{Ticket}/field", """{"field":"title","value":"new"}"""),
            world => world.Sandbox.Autotask.IgnoreSilently("Tickets", "title")),
        ["a status that a workflow rule reverts before the first read-back"] = Of(
            "UpdateNotApplied", world => world.PatchAsync($"{Ticket}/field", Complete), world => world.Sandbox.Autotask.RevertStatus(1, afterReads: 0)),
        ["a status that a workflow rule reverts after the first read-back"] = Of(
            "UpdateNotApplied", world => world.PatchAsync($"{Ticket}/field", Complete), world => world.Sandbox.Autotask.RevertStatus(1, afterReads: 1)),
        ["a 200 for another record"] = Patch("UpdateNotApplied", Fault.Status(200, """{"itemId":2}""")),
        ["a wrong password"] = Of(
            "CredentialsRefused", world => world.PatchAsync($"{Ticket}/field", Complete), world => world.Sandbox.Autotask.Secret = "rotated-3141"),
        ["a wrong integration code, as 500"] = Of(
            "CredentialsRefused", world => world.PatchAsync($"{Ticket}/field", Complete), world => world.Sandbox.Autotask.IntegrationCode = "ROTATED3141"),
        ["an unknown user"] = Of(
            "CredentialsRefused", world => world.PatchAsync($"{Ticket}/field", Complete), world => world.Sandbox.Autotask.UserName = "someone-else@sandbox.example"),
        ["a secret with characters invalid in a header"] = Of("CredentialsMissing", world => world.PatchAsync($"{Ticket}/field", Complete)) with
        {
            Settings = settings => settings["Secrets:autotask-secret"] = "no header\ncan carry this",
        },
        ["429 for every call"] = Patch("RateLimited", Fault.Status(429).Repeated(Fault.Always)),
        ["the thread limit's text with every 500"] = Patch(
            "RateLimited", Fault.Status(500, """{"errors":["The Autotask API thread threshold of 3 threads has been exceeded"]}""").Repeated(Fault.Always)),
        ["an exhausted hourly limit"] = Of(
            "RateLimited", world => world.PatchAsync($"{Ticket}/field", Complete), world => world.Sandbox.Autotask.CallsThisHour = 10_000),
        ["a zone on a foreign host"] = Of(
            "SystemUnavailable",
            world => world.PatchAsync($"{Ticket}/field", Complete),
            world => world.Sandbox.Autotask.Behavior = world.Sandbox.Autotask.Behavior with { AnnouncedZoneUrl = "https://evil.example/ATServicesRest/" }),
        ["a gateway's 502"] = Patch("SystemUnavailable", Fault.Status(502, Html, "text/html")),
        ["a gateway's 503"] = Patch("SystemUnavailable", Fault.Status(503, Html, "text/html")),
        ["a 500 without a reason"] = Patch("SystemUnavailable", Fault.Status(500)),
        ["a 200 that is not JSON"] = Patch("SystemUnavailable", Fault.Garbage()),
        ["a 200 with an empty body"] = Patch("SystemUnavailable", Fault.EmptyBody()),
        ["a redirect"] = Patch("SystemUnavailable", Fault.Status(302, headers: new Dictionary<string, string> { ["Location"] = "https://evil.example/" })),
        ["an unavailable vendor"] = Of(
            "SystemUnavailable",
            world => world.PatchAsync($"{Ticket}/field", Complete),
            world => world.Sandbox.Autotask.Faults.Add(Fault.Status(503, Html, "text/html").Repeated(Fault.Always))),
        ["a connection lost before the write"] = Patch("OutcomeUnknown", Fault.DropBeforeWrite()),
        ["no response in time and no write"] = Patch("OutcomeUnknown", Fault.HangUntilCallerLeaves()),
        ["a connection lost after the write, and the record cannot be read"] = Of(
            "OutcomeUnknown",
            world => world.PatchAsync($"{Ticket}/field", """{"field":"title","value":"new"}"""),
            world =>
            {
                world.Sandbox.Autotask.Faults.Add(Fault.DropAfterWrite().For("PATCH"));
                world.Sandbox.Autotask.Faults.Add(Fault.DropBeforeWrite().For("GET", "/Tickets/1").Repeated(Fault.Always));
            }) with
        { MayWrite = true },
        ["a bug of the connector"] = Of("InternalError", world => world.PatchAsync($"{Ticket}/field", Complete)) with { Secrets = new BrokenSecrets() },
    };

    public bool MayWrite { get; init; }

    public ISecretSource? Secrets { get; init; }

    public Action<Dictionary<string, string?>>? Settings { get; init; }

    private static FailureRow Of(string code, Func<World, Task<Reply>> act, Action<World>? arrange = null)
    {
        var parts = code.Split('/');
        return new FailureRow(parts[0], parts.ElementAtOrDefault(1), act, arrange);
    }

    private static FailureRow Patch(string code, Fault fault) =>
        Of(code, world => world.PatchAsync($"{Ticket}/field", Complete), world => world.Sandbox.Autotask.Faults.Add(fault.For("PATCH")));

    private static void With(HttpRequestMessage request, string key)
    {
        request.Headers.Remove("x-api-key");
        request.Headers.Add("x-api-key", key);
    }


    /// <summary>A source with a bug.</summary>
    private sealed class BrokenSecrets : ISecretSource
    {
        public ValueTask<Result<string>> GetAsync(string name, CancellationToken cancellationToken) =>
            name == "flows-key" ? ValueTask.FromResult<Result<string>>(World.ApiKey) : name == "limited-key" ? ValueTask.FromResult<Result<string>>(World.LimitedKey) : throw new InvalidOperationException("a bug");

        public ValueTask<Result<string>> RefreshAsync(string name, CancellationToken cancellationToken) => GetAsync(name, cancellationToken);
    }
}
