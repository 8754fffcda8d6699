using FunctionsConnector.EndToEnd.Tests.Queues;
using static FunctionsConnector.EndToEnd.Tests.Values.ValueWorld;

namespace FunctionsConnector.EndToEnd.Tests.Values;

/// <summary>The forms of messages that Event Grid and flows put on the queue.</summary>
public sealed class MessageFormTests(AzuriteServer azurite)
{
    private const string Update = """{"system":"autotask","recordType":"Tickets","recordId":"1","fields":{"title":"new"}}""";

    [Theory]
    [InlineData("""{"topic":"/t","subject":"s","eventType":"Ticket.Changed","id":"event-1","eventTime":"2026-11-29T10:00:00Z","data":$,"dataVersion":"1","metadataVersion":"1"}""")]
    [InlineData("""[{"topic":"/t","subject":"s","eventType":"Ticket.Changed","id":"event-1","eventTime":"2026-11-29T10:00:00Z","data":$,"dataVersion":"1"}]""")]
    [InlineData("""[{"specversion":"1.0","id":"event-1","source":"/s","type":"t","data":$}]""")]
    public async Task An_event_in_a_list_of_one_and_in_Event_Grids_own_schema_is_made(string form)
    {
        foreach (var text in new[] { form.Replace("$", Update, StringComparison.Ordinal), QueueWorld.Base64(form.Replace("$", JsonSerializer.Serialize(Update), StringComparison.Ordinal)) })
        {
            var result = await UpdateThroughQueueAsync(azurite, text);

            result.GetProperty("outcome").GetString().ShouldBe("applied", text);
            result.GetProperty("messageId").GetString().ShouldBe("event-1");
        }
    }

    public static TheoryData<string, string> EncodedTwice => new()
    {
        { QueueWorld.Base64(QueueWorld.Base64(Update)), "base64 of base64" },
        { JsonSerializer.Serialize(Update), "written as JSON twice" },
        { QueueWorld.Base64(JsonSerializer.Serialize(Update)), "written as JSON twice" },
        { JsonSerializer.Serialize(Update)[1..^1].Replace("\\u0022", "\\\"", StringComparison.Ordinal), "a backslash before each quote" },
    };

    [Theory]
    [MemberData(nameof(EncodedTwice))]
    public async Task A_message_that_was_encoded_twice_is_rejected_with_its_cause(string text, string cause)
    {
        var result = await UpdateThroughQueueAsync(azurite, text);

        result.GetProperty("code").GetString().ShouldBe("InvalidRequest");
        result.GetProperty("message").GetString()!.ShouldContain(cause);
    }
}
