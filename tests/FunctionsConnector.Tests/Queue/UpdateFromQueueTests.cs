using System.Text;
using System.Text.Json;
using FunctionsConnector.Queue.Functions;
using FunctionsConnector.Tests.Fakes;

namespace FunctionsConnector.Tests.Queue;

public sealed class UpdateFromQueueTests(HandlerFixture handler)
{
    private const string Title = """{"title":"x"}""";

    [Fact]
    public async Task An_update_that_is_made_is_a_result_with_the_replys_properties()
    {
        var result = Result(await handler.PostAsync(Update("501", """{"status":"Complete"}""", ""","id":"order-7" """)));

        result.GetProperty("messageId").GetString().ShouldBe("order-7");
        result.GetProperty("succeeded").GetBoolean().ShouldBeTrue();
        result.GetProperty("outcome").GetString().ShouldBe("applied");
        result.GetProperty("fields")[0].GetProperty("displayValue").GetString().ShouldBe("Complete");
        handler.Alpha.Values("501")["status"].ShouldBe("5");
    }

    [Fact]
    public async Task A_refused_update_is_a_result_and_is_kept_with_its_text()
    {
        var text = Update(FakeSystem.RefusedId);

        var reply = await handler.PostAsync(text);

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
    [InlineData("[1,2]", "JSON object")]
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
    public async Task A_message_that_cannot_be_used_is_rejected_and_its_text_kept(string text, string reason)
    {
        var reply = await handler.PostAsync(text);

        Result(reply).GetProperty("message").GetString()!.ShouldContain(reason);
        Rejected(reply).GetProperty("message").GetString().ShouldBe(text);
    }

    [Theory]
    [InlineData("""{"specversion":"1.0","id":"e1","source":"/s","type":"t","data":$}""", "e1")]
    [InlineData("""{"specversion":"1.0","source":"/s","type":"t","data":$}""", null)]
    [InlineData("""{"specversion":"1.0","id":"e1","source":"/s","type":"t","data_base64":"€"}""", "e1")]
    [InlineData("€", null)]
    [InlineData("$", null)]
    public async Task A_message_comes_bare_or_as_base64_or_in_a_cloud_event(string form, string? messageId)
    {
        var title = Guid.NewGuid().ToString("N");
        var update = Update("502", JsonSerializer.Serialize(new { title }));
        var text = form.Replace("$", update, StringComparison.Ordinal).Replace("€", Convert.ToBase64String(Encoding.UTF8.GetBytes(update)), StringComparison.Ordinal);

        var result = Result(await handler.PostAsync(text));

        result.GetProperty("outcome").GetString().ShouldBe("applied");
        handler.Alpha.Values("502")["title"].ShouldBe(title);
        if (messageId is not null)
        {
            result.GetProperty("messageId").GetString().ShouldBe(messageId);
        }
    }

    [Theory]
    [InlineData(FakeSystem.RateLimitedId)]
    [InlineData(FakeSystem.UnavailableId)]
    public async Task What_may_succeed_later_is_answered_so_that_the_host_tries_again(string recordId)
    {
        var reply = await handler.PostAsync(Update(recordId, Title, ""","onlyIf":{"status":"New"} """));

        (reply.Status, reply.Code).ShouldBe((503, "SystemUnavailable"));
    }

    [Fact]
    public async Task A_try_that_comes_before_the_vendors_wait_is_over_does_not_ask_the_vendor()
    {
        var envelope = HandlerFixture.Envelope(Update(FakeSystem.RateLimitedId), Guid.NewGuid().ToString());
        (await handler.CallAsync(envelope)).Header("Retry-After").ShouldBe("7");
        var lines = handler.Log.All.Count;

        var again = await handler.CallAsync(envelope);

        again.Status.ShouldBe(503);
        handler.Log.All.Skip(lines).ShouldNotContain(line => line.Contains(FakeSystem.RateLimitedId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_bug_of_ours_is_no_reason_to_lose_a_message()
    {
        var reply = await handler.PostAsync(Update(FakeSystem.BrokenId));

        Result(reply).GetProperty("code").GetString().ShouldBe("InternalError");
        Rejected(reply).GetProperty("message").GetString()!.ShouldContain(FakeSystem.BrokenId);
    }

    [Fact]
    public async Task Results_are_objects_whose_texts_no_host_takes_for_base64()
    {
        var reply = await handler.PostAsync("TICKET01");

        foreach (var output in reply.Json.GetProperty("Outputs").EnumerateObject())
        {
            output.Value.ValueKind.ShouldBe(JsonValueKind.Object, output.Name);
        }
    }

    [Fact]
    public async Task A_result_too_large_for_a_message_says_less()
    {
        var text = Update("503", JsonSerializer.Serialize(new { description = new string('"', 30_000) }));

        var result = Result(await handler.PostAsync(text));

        result.GetProperty("outcome").GetString().ShouldBe("applied");
        result.TryGetProperty("fields", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(42_500, false)]
    public async Task A_message_with_many_wrong_fields_is_rejected_with_as_much_of_why_as_fits(int length, bool hasDetails)
    {
        var wrong = Enumerable.Range(0, 60).ToDictionary(number => $"no{number}", _ => "x");
        wrong["title"] = new string('x', length);
        var text = Update("504", JsonSerializer.Serialize(wrong));

        var reply = await handler.PostAsync(text);

        Rejected(reply).GetProperty("message").GetString().ShouldBe(text);
        Rejected(reply).GetProperty("error").GetProperty("code").GetString().ShouldBe("UpdateInvalid");
        Rejected(reply).GetProperty("error").TryGetProperty("details", out _).ShouldBe(hasDetails);
    }

    [Fact]
    public async Task A_message_too_large_to_be_kept_beside_its_error_goes_the_way_to_the_poison_queue() =>
        (await handler.PostAsync(new string('"', 40_000))).Status.ShouldBe(503);

    [Fact]
    public async Task The_line_in_the_log_has_the_hosts_invocation_and_no_values()
    {
        var invocation = Guid.NewGuid().ToString();

        await handler.CallAsync(
            HandlerFixture.Envelope(Update("504", """{"title":"a-very-private-value"}"""), Guid.NewGuid().ToString()),
            configure: request =>
            {
                request.Headers.Remove(HostCall.InvocationId);
                request.Headers.Add(HostCall.InvocationId, invocation);
            });

        var line = handler.Log.All.Single(line => line.Contains(invocation, StringComparison.Ordinal));
        line.ShouldStartWith("Information UpdateFromQueue alpha Tickets 504 by queue: applied");
        line.ShouldNotContain("private");
    }

    internal static string Update(string recordId, string fields = Title, string more = "") =>
        $$"""{"system":"alpha","recordType":"Tickets","recordId":"{{recordId}}","fields":{{fields}}{{more}}}""";

    internal static JsonElement Result(Reply reply)
    {
        reply.Status.ShouldBe(200, reply.Text);
        reply.MediaType.ShouldBe("application/json");
        return reply.Json.GetProperty("Outputs").GetProperty("results");
    }

    internal static JsonElement Rejected(Reply reply) => reply.Json.GetProperty("Outputs").GetProperty("rejected");
}
