namespace FunctionsConnector.Actions.Tests.Operations;

public sealed class FailureTests(ConnectorFixture connector)
{
    private const string Record = ConnectorFixture.Record;
    private const string Body = """{"field":"title","value":"x"}""";

    [Theory]
    [InlineData(FakeSystem.RateLimitedId, 429, "RateLimited", true)]
    [InlineData(FakeSystem.RefusedId, 422, "UpdateRejected", false)]
    [InlineData(FakeSystem.BrokenId, 500, "InternalError", false)]
    [InlineData(FakeSystem.IgnoringId, 422, "UpdateNotApplied", false)]
    public async Task Every_failure_has_its_status_and_the_common_shape(string recordId, int status, string code, bool retryable)
    {
        var reply = await connector.SendAsync("PATCH", $"{Record}/{recordId}/field", Body);

        (reply.Status, reply.Code, reply.Error.GetProperty("retryable").GetBoolean()).ShouldBe((status, code, retryable));
        reply.Message.ShouldNotBeEmpty();
        reply.Error.GetProperty("requestId").GetString().ShouldBe(reply.Header("x-request-id"));
    }

    [Fact]
    public async Task Retry_after_is_rounded_up_to_whole_seconds()
    {
        var reply = await connector.SendAsync("PATCH", $"{Record}/{FakeSystem.RateLimitedId}/field", Body);

        (reply.Header("Retry-After"), reply.Error.GetProperty("retryAfterSeconds").GetInt32()).ShouldBe(("7", 7));
        (reply.Error.GetProperty("system").GetString(), reply.Error.GetProperty("vendorStatus").GetInt32()).ShouldBe(("alpha", 429));
    }

    [Fact]
    public async Task Retry_after_is_five_seconds_by_default()
    {
        var reply = await connector.GetAsync($"{Record}/{FakeSystem.UnavailableId}");

        (reply.Status, reply.Header("Retry-After"), reply.Error.GetProperty("retryAfterSeconds").GetInt32()).ShouldBe((503, "5", 5));
    }

    [Fact]
    public async Task Vendor_messages_are_returned()
    {
        var error = (await connector.SendAsync("PATCH", $"{Record}/{FakeSystem.RefusedId}/field", Body)).Error;

        error.GetProperty("vendorMessages")[0].GetString().ShouldBe("Not on a Sunday.");
        error.TryGetProperty("retryAfterSeconds", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task An_invalid_value_returns_the_allowed_ones()
    {
        var reply = await connector.SendAsync("PATCH", $"{Record}/60/field", """{"field":"status","value":"Clsoed"}""");

        (reply.Status, reply.Code).ShouldBe((422, "UpdateInvalid"));
        reply.Message.ShouldBe("Status 'Clsoed' is not one of: New, Complete, In Progress.");
        reply.Error.GetProperty("details")[0].GetProperty("code").GetString().ShouldBe("ChoiceNotFound");
    }

    [Theory]
    [InlineData(FakeSystem.RefusedId, "UpdateRejected")]
    [InlineData(FakeSystem.RateLimitedId, "RateLimited")]
    public async Task A_failure_is_data_with_failure_mode_output(string recordId, string code)
    {
        var reply = await connector.SendAsync("PATCH", $"{Record}/{recordId}/field", """{"field":"title","value":"x","failureMode":"Output"}""");

        (reply.Status, reply.Json.GetProperty("succeeded").GetBoolean(), reply.Code).ShouldBe((200, false, code));
        reply.Header("Retry-After").ShouldBeNull();
    }

    [Fact]
    public async Task A_preview_fails_as_data_too() =>
        (await connector.SendAsync("POST", $"{Record}/61/preview", """{"fields":{"no":1},"failureMode":"output"}"""))
            .Json.GetProperty("error").GetProperty("code").GetString().ShouldBe("UpdateInvalid");

    [Theory]
    [InlineData("""{"field":"title","value":"","failureMode":"output"}""", ConnectorFixture.Key, 200)]
    [InlineData("""{"field":"title","feild":"","failureMode":"output"}""", ConnectorFixture.Key, 200)]
    [InlineData("""{"field":"title","value":"","failureMode":"fail"}""", ConnectorFixture.Key, 400)]
    [InlineData("""{"field":"title","value":"","failureMode":"output" """, ConnectorFixture.Key, 400)]
    [InlineData("""{"field":"title","value":"x","failureMode":"output"}""", "wrong", 401)]
    [InlineData("""{"field":"title","value":"x","failureMode":"output"}""", ConnectorFixture.LimitedKey, 403)]
    public async Task A_failure_is_data_if_the_body_is_readable_and_the_caller_is_allowed(string body, string key, int status) =>
        (await connector.SendAsync("PATCH", "/api/systems/beta/records/Tickets/1/field", body, key)).Status.ShouldBe(status);

    [Theory]
    [InlineData("/api/systems/al.pha/records/Tickets/1", "SystemNotFound")]
    [InlineData("/api/systems/alpha/records/Tick%2Fets/1", "RecordTypeNotFound")]
    [InlineData("/api/systems/alpha/records/Tickets/T2026;1", "InvalidRequest")]
    public async Task An_invalid_path_value_is_a_failure_as_data(string path, string code)
    {
        foreach (var (method, route) in new[] { ("PATCH", ""), ("POST", "/preview"), ("POST", "/queue") })
        {
            var reply = await connector.SendAsync(method, path + route, """{"fields":{"title":"x"},"failureMode":"output"}""");

            (reply.Status, reply.Json.GetProperty("succeeded").GetBoolean(), reply.Code).ShouldBe((200, false, code), route);
        }

        (await connector.SendAsync("PATCH", path, """{"fields":{"title":"x"}}""")).Status.ShouldNotBe(200);
    }

    [Theory]
    [InlineData("""{"fields":{"title":""},"failureMode":"output"}""")]
    [InlineData("""{"fields":{"title":"x"},"failureMode":"output"}""")]
    public async Task A_failure_to_queue_is_data(string body)
    {
        // No queue is configured here.
        var reply = await connector.SendAsync("POST", $"{Record}/61/queue", body);

        (reply.Status, reply.Json.GetProperty("succeeded").GetBoolean(), reply.Code).ShouldBe((200, false, "RouteNotFound"));
    }

    [Theory]
    [InlineData("""{"fieldsToClear":[$]}""")]
    [InlineData("""{"fields":{"title":"x"},"onlyIf":{$:1}}""")]
    public async Task Only_the_first_of_many_invalid_fields_are_reported(string body)
    {
        var separator = body.Contains("$:1", StringComparison.Ordinal) ? ":1," : ",";
        var names = string.Join(separator, Enumerable.Range(0, 60_000).Select(number => $"\"no{number}\""));

        var reply = await connector.SendAsync("PATCH", $"{Record}/61", body.Replace("$", names, StringComparison.Ordinal));

        (reply.Status, reply.Code, reply.Error.GetProperty("details").GetArrayLength()).ShouldBe((422, "UpdateInvalid", 20));
        reply.Message.ShouldStartWith("The first 20 problems are: ");
        reply.Error.GetProperty("details")[19].GetProperty("target").GetString().ShouldBe("no19");
    }

    [Fact]
    public async Task A_read_without_a_response_times_out()
    {
        var reply = await connector.GetAsync($"{Record}/{FakeSystem.HangingId}");

        (reply.Status, reply.Code, reply.Header("Retry-After")).ShouldBe((503, "SystemUnavailable", "5"));
    }

    [Theory]
    [InlineData("/api/systems/gamma/records/Tickets/1", "SystemNotFound")]
    [InlineData("/api/systems/al%2Fpha/records/Tickets/1", "SystemNotFound")]
    [InlineData("/api/systems/al%01pha/record-types", "SystemNotFound")]
    [InlineData("/api/systems/alpha/records/Tick%2Fets/1", "RecordTypeNotFound")]
    [InlineData("/api/systems/alpha/records/Tick%252Fets/1", "RecordTypeNotFound")]
    [InlineData("/api/systems/alpha/records/Tick%3Fets/1", "RecordTypeNotFound")]
    [InlineData("/api/systems/alpha/records/%0D%0A/1", "RecordTypeNotFound")]
    [InlineData("/api/systems/alpha/records/%C3/1", "RecordTypeNotFound")]
    [InlineData("/api/systems/alpha/record-types/Nothing/fields", "RecordTypeNotFound")]
    [InlineData("/api/systems/alpha/records/Tickets/" + FakeSystem.MissingId, "RecordNotFound")]
    public async Task An_unknown_name_is_not_found(string path, string code)
    {
        var reply = await connector.GetAsync(path);

        (reply.Status, reply.Code).ShouldBe((404, code));
    }

    [Fact]
    public async Task A_bug_is_logged_with_its_request_id()
    {
        var reply = await connector.GetAsync($"{Record}/{FakeSystem.BrokenId}");

        reply.Message.ShouldNotContain("A bug.");
        connector.Log.All.ShouldContain(line => line.StartsWith("Error GetRecord", StringComparison.Ordinal)
            && line.Contains(reply.Header("x-request-id")!, StringComparison.Ordinal)
            && line.Contains("A bug.", StringComparison.Ordinal));
    }
}
