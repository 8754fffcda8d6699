using FunctionsConnector.Actions.Queue.Messages;

namespace FunctionsConnector.Actions.Tests.Queue.Messages;

public sealed class MessageHandlerTests(ConnectorFixture connector)
{
    private const string Title = """{"title":"x"}""";

    private static readonly DateTimeOffset QueuedAt = new(2026, 11, 21, 23, 45, 56, TimeSpan.Zero);

    [Fact]
    public async Task A_completed_update_is_a_result_with_the_replys_properties()
    {
        var result = Result(await HandleAsync(Update("501", """{"status":"Complete"}""", ""","id":"order-7" """)));

        result.GetProperty("messageId").GetString().ShouldBe("order-7");
        result.GetProperty("succeeded").GetBoolean().ShouldBeTrue();
        result.GetProperty("outcome").GetString().ShouldBe("applied");
        result.GetProperty("fields")[0].GetProperty("displayValue").GetString().ShouldBe("Complete");
        connector.Alpha.Values("501")["status"].ShouldBe("5");
    }

    [Fact]
    public async Task A_refused_update_is_a_result_and_a_rejected_message_with_its_text()
    {
        var text = Update(FakeSystem.RefusedId);

        var reply = await HandleAsync(text);

        var result = Result(reply);
        (result.GetProperty("succeeded").GetBoolean(), result.GetProperty("code").GetString(), result.GetProperty("retryable").GetBoolean()).ShouldBe((false, "UpdateRejected", false));
        result.GetProperty("vendorMessages")[0].GetString().ShouldBe("Not on a Sunday.");
        Guid.TryParse(result.GetProperty("messageId").GetString(), out _).ShouldBeTrue();
        Rejected(reply).GetProperty("message").GetString().ShouldBe(text);
        Rejected(reply).GetProperty("error").GetProperty("code").GetString().ShouldBe("UpdateRejected");
    }

    [Theory]
    [InlineData("plain text", "not JSON")]
    [InlineData("test", "not JSON")]
    [InlineData("\u0001{", "not JSON")]
    [InlineData("[1,2]", "a list of 2. Put each update into a message of its own")]
    [InlineData("[]", "a list of 0")]
    [InlineData("[7]", "JSON object")]
    [InlineData("[[{}]]", "a list of 1")]
    [InlineData("""[{"eventType":"t","id":"e1","data":{}},{"eventType":"t","id":"e2","data":{}}]""", "a list of 2")]
    [InlineData("""{"eventType":"t","id":"e1","subject":"s"}""", "Event Grid event without data")]
    [InlineData("\"{\\\"system\\\":\\\"alpha\\\"}\"", "written as JSON twice")]
    [InlineData("\"\\ud800\"", "JSON object")]
    [InlineData("\"{\\ud800\"", "written as JSON twice")]
    [InlineData("{\\\"system\\\":\\\"alpha\\\"}", "a backslash before each quote")]
    [InlineData("""{"eventType":"t","id":"e1","data":"\"{}\""}""", "written as JSON twice")]
    [InlineData("""{"specversion":"1.0","id":"e1","data":"ZXlKemVYTjBaVzBpT2lKaGJIQm9ZU0o5"}""", "base64 of base64")]
    [InlineData("\"text\"", "JSON object")]
    [InlineData("null", "JSON object")]
    [InlineData("17", "JSON object")]
    [InlineData("{\"system\":\"alpha\"", "not JSON")]
    [InlineData("""{"system":"alpha","system":"beta"}""", "twice")]
    [InlineData("""{"recordType":"Tickets","recordId":"1","fields":{"title":"x"}}""", "'system' is missing")]
    [InlineData("""{"system":"alpha","recordId":"1","fields":{"title":"x"}}""", "'recordType' is missing")]
    [InlineData("""{"system":"alpha","recordType":"Tickets","fields":{"title":"x"}}""", "'recordId' is missing")]
    [InlineData("""{"system":"alpha","recordType":"Tickets","recordId":"1"}""", "names no change")]
    [InlineData("""{"system":"alpha","recordType":"Tickets","recordId":"../1","fields":{"title":"x"}}""", "neither digits")]
    [InlineData("""{"system":"alpha","recordType":"Tickets","recordId":"1","feilds":{"title":"x"}}""", "feilds")]
    [InlineData("""{"id":{"a":1},"system":"alpha","recordType":"Tickets","recordId":"1","fields":{"title":"x"}}""", "'id' must be")]
    [InlineData("""{"specversion":"0.3","id":"e1","data":{"system":"alpha"}}""", "version other than 1.0")]
    [InlineData("""{"specversion":"1.0","id":"e1"}""", "without data")]
    public async Task An_invalid_message_is_rejected_with_its_text(string text, string reason)
    {
        var reply = await HandleAsync(text);

        Result(reply).GetProperty("message").GetString()!.ShouldContain(reason);
        Rejected(reply).GetProperty("message").GetString().ShouldBe(text);
    }

    [Theory]
    [InlineData("""{"specversion":"1.0","id":"e1","source":"/s","type":"t","data":$}""", "e1")]
    [InlineData("""{"specversion":"1.0","source":"/s","type":"t","data":$}""", null)]
    [InlineData("""{"specversion":"1.0","id":"e1","source":"/s","type":"t","data_base64":"€"}""", "e1")]
    [InlineData("""[{"specversion":"1.0","id":"e1","source":"/s","type":"t","data":$}]""", "e1")]
    [InlineData("""{"topic":"/t","subject":"s","eventType":"t","id":"e2","eventTime":"2026-11-29T10:00:00Z","data":$,"dataVersion":"1","metadataVersion":"1"}""", "e2")]
    [InlineData("""[{"topic":"/t","subject":"s","eventType":"t","id":"e2","eventTime":"2026-11-29T10:00:00Z","data":$,"dataVersion":"1"}]""", "e2")]
    [InlineData("""{"subject":"s","eventType":"t","id":"e2","data":"€"}""", "e2")]
    [InlineData("€", null)]
    [InlineData("$", null)]
    [InlineData("[$]", null)]
    public async Task A_message_is_plain_or_base64_or_an_event(string form, string? messageId)
    {
        var title = Guid.NewGuid().ToString("N");
        var update = Update("502", JsonSerializer.Serialize(new { title }));
        var text = form.Replace("$", update, StringComparison.Ordinal).Replace("€", Convert.ToBase64String(Encoding.UTF8.GetBytes(update)), StringComparison.Ordinal);

        var result = Result(await HandleAsync(text));

        result.GetProperty("outcome").GetString().ShouldBe("applied");
        connector.Alpha.Values("502")["title"].ShouldBe(title);
        if (messageId is not null)
        {
            result.GetProperty("messageId").GetString().ShouldBe(messageId);
        }
    }

    [Fact]
    public async Task An_event_with_an_id_too_long_for_a_result_gets_the_queues_id()
    {
        var message = Message($$"""{"specversion":"1.0","id":"{{new string('x', 201)}}","data":{{Update("506")}}}""");

        var ended = await connector.Messages.HandleAsync(message, TestContext.Current.CancellationToken);

        Result(ended).GetProperty("messageId").GetString().ShouldBe(message.Id);
    }

    [Theory]
    [InlineData(FakeSystem.RateLimitedId, 7)]
    [InlineData(FakeSystem.UnavailableId, 0)]
    public async Task A_retryable_failure_postpones_the_message(string recordId, int leastSeconds)
    {
        var text = Update(recordId, Title, ""","onlyIf":{"status":"New"} """);

        var postponed = (await HandleAsync(text)).ShouldBeOfType<MessageOutcome.Postponed>();

        postponed.Wait.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(leastSeconds));
        var next = QueueMessage.Of("another-id", postponed.Message, deliveries: 1, DateTimeOffset.UtcNow);
        (next.Text, next.Attempt, next.QueuedAt).ShouldBe((text, 2, QueuedAt));
    }

    [Fact]
    public async Task After_the_fifth_attempt_the_text_goes_to_the_poison_queue_and_the_reason_to_the_results()
    {
        var text = Update(FakeSystem.RateLimitedId, Title, ""","id":"order-8" """);

        (await HandleAsync(text, attempt: 4)).ShouldBeOfType<MessageOutcome.Postponed>();
        var ended = (await HandleAsync(text, attempt: 5)).ShouldBeOfType<MessageOutcome.Ended>();

        ended.Poison.ShouldBe(text);
        ended.Rejected.ShouldBeNull();
        (Result(ended).GetProperty("messageId").GetString(), Result(ended).GetProperty("code").GetString()).ShouldBe(("order-8", "RateLimited"));
    }

    [Theory]
    [InlineData(FakeSystem.WaitingId, 600)]
    [InlineData(FakeSystem.CredentialsRefusedId, 60)]
    public async Task A_wait_postpones_the_message_and_is_no_attempt(string recordId, int seconds)
    {
        var text = Update(recordId);
        var message = Message(text);
        for (var times = 0; times < 10; times++)
        {
            var postponed = (await connector.Messages.HandleAsync(message, TestContext.Current.CancellationToken)).ShouldBeOfType<MessageOutcome.Postponed>();

            postponed.Wait.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(seconds));
            postponed.Message.ShouldContain("\"attempts\":0");
            message = QueueMessage.Of($"another-id-{times}", postponed.Message, deliveries: 1, DateTimeOffset.UtcNow);
            (message.Text, message.Attempt, message.QueuedAt).ShouldBe((text, 1, QueuedAt));
        }
    }

    [Fact]
    public async Task The_deliveries_of_a_waiting_message_too_long_to_be_postponed_are_no_attempts()
    {
        var text = Update(FakeSystem.WaitingId, JsonSerializer.Serialize(new { description = new string('"', 20_000) }));
        var id = Guid.NewGuid().ToString();

        for (var delivery = 1; delivery <= 10; delivery++)
        {
            var message = QueueMessage.Of(id, text, delivery, QueuedAt);
            (await connector.Messages.HandleAsync(message, TestContext.Current.CancellationToken)).ShouldBeOfType<MessageOutcome.Retained>();
        }
    }

    [Fact]
    public async Task A_message_whose_deliveries_never_ended_goes_to_the_poison_queue()
    {
        var text = Update("507");

        var ended = (await connector.Messages.HandleAsync(QueueMessage.Of(Guid.NewGuid().ToString(), text, deliveries: 6, QueuedAt), TestContext.Current.CancellationToken))
            .ShouldBeOfType<MessageOutcome.Ended>();

        ended.Poison.ShouldBe(text);
        Result(ended).GetProperty("code").GetString().ShouldBe("OutcomeUnknown");
    }

    [Theory]
    [InlineData(36_000)]
    [InlineData(60_000)]
    public async Task A_result_with_a_long_text_of_the_sender_is_shortened_and_says_so(int length)
    {
        var name = new string('\u00FC', length / 2);
        var text = $$$"""{"system":"alpha","recordType":"Tickets","recordId":"1","fields":{"title":"x"},"{{{name}}}":1}""";

        var ended = (await HandleAsync(text)).ShouldBeOfType<MessageOutcome.Ended>();

        Encoding.UTF8.GetByteCount(ended.Result).ShouldBeLessThanOrEqualTo(64 * 1024);
        var result = Result(ended);
        result.GetProperty("code").GetString().ShouldBe("InvalidRequest");
        (ended.Rejected is null).ShouldBe(ended.Poison == text);
        (ended.Rejected ?? ended.Result).ShouldContain(length > 50_000 ? "does not fit" : "u");
    }

    [Fact]
    public async Task A_result_that_omits_its_lists_says_so()
    {
        var text = Update("508", JsonSerializer.Serialize(new { description = new string('"', 20_000) }));

        Result(await HandleAsync(text)).GetProperty("warnings")[0].GetString()!.ShouldContain("left out");
    }

    [Fact]
    public async Task A_message_too_long_to_be_postponed_stays_on_its_queue()
    {
        var text = Update(FakeSystem.RateLimitedId, JsonSerializer.Serialize(new { description = new string('"', 20_000) }));

        (await HandleAsync(text)).ShouldBeOfType<MessageOutcome.Retained>();
    }

    [Fact]
    public async Task A_bug_does_not_lose_a_message()
    {
        var reply = await HandleAsync(Update(FakeSystem.BrokenId));

        Result(reply).GetProperty("code").GetString().ShouldBe("InternalError");
        Rejected(reply).GetProperty("message").GetString()!.ShouldContain(FakeSystem.BrokenId);
    }

    [Fact]
    public async Task A_result_too_large_for_a_message_omits_its_lists()
    {
        var text = Update("503", JsonSerializer.Serialize(new { description = new string('"', 20_000) }));

        var result = Result(await HandleAsync(text));

        result.GetProperty("outcome").GetString().ShouldBe("applied");
        result.TryGetProperty("fields", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(57_500, false)]
    public async Task A_message_with_many_invalid_fields_is_rejected_with_the_details_if_they_fit(int length, bool hasDetails)
    {
        var wrong = Enumerable.Range(0, 60).ToDictionary(number => $"no{number}", _ => "x");
        wrong["title"] = new string('x', length);
        var text = Update("504", JsonSerializer.Serialize(wrong));

        var reply = await HandleAsync(text);

        Rejected(reply).GetProperty("message").GetString().ShouldBe(text);
        Rejected(reply).GetProperty("error").GetProperty("code").GetString().ShouldBe("UpdateInvalid");
        Rejected(reply).GetProperty("error").TryGetProperty("details", out _).ShouldBe(hasDetails);
    }

    [Fact]
    public async Task A_message_that_does_not_fit_beside_its_error_goes_to_the_poison_queue()
    {
        var text = new string('"', 40_000);

        var ended = (await HandleAsync(text)).ShouldBeOfType<MessageOutcome.Ended>();

        (ended.Poison, ended.Rejected).ShouldBe((text, null));
        Result(ended).GetProperty("message").GetString()!.ShouldContain("poison queue");
    }

    [Fact]
    public async Task The_log_line_has_the_hosts_invocation_id_and_no_values()
    {
        var invocation = Guid.NewGuid().ToString();
        var message = Message(Update("504", """{"title":"a-very-private-value"}""")) with { InvocationId = invocation };

        await connector.Messages.HandleAsync(message, TestContext.Current.CancellationToken);

        var line = connector.Log.All.Single(line => line.Contains(invocation, StringComparison.Ordinal));
        line.ShouldStartWith("Information UpdateFromQueue alpha Tickets 504 by queue: applied");
        line.ShouldNotContain("private");
    }

    internal static string Update(string recordId, string fields = Title, string more = "") =>
        $$"""{"system":"alpha","recordType":"Tickets","recordId":"{{recordId}}","fields":{{fields}}{{more}}}""";

    internal static QueueMessage Message(string text, DateTimeOffset? queuedAt = null, string? id = null, int attempt = 1) =>
        new(id ?? Guid.NewGuid().ToString(), text, queuedAt ?? QueuedAt, attempt);

    internal static JsonElement Result(MessageOutcome outcome) => JsonElement.Parse(outcome.ShouldBeOfType<MessageOutcome.Ended>().Result);

    internal static JsonElement Rejected(MessageOutcome outcome) => JsonElement.Parse(outcome.ShouldBeOfType<MessageOutcome.Ended>().Rejected.ShouldNotBeNull());

    private Task<MessageOutcome> HandleAsync(string text, int attempt = 1) =>
        connector.Messages.HandleAsync(Message(text, attempt: attempt), TestContext.Current.CancellationToken);
}
