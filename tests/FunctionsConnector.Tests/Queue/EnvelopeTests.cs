using System.Text;
using System.Text.Json.Nodes;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Queue.Functions;
using FunctionsConnector.Queue.Messages;

namespace FunctionsConnector.Tests.Queue;

public sealed class EnvelopeTests(HandlerFixture handler)
{
    private const string Own = """{"id":"T1","system":"autotask","dequeueCount":99,"popReceipt":"evil","fields":{"status":"Complete"}}""";

    [Fact]
    public void A_binary_trigger_hands_over_the_message_and_what_the_queue_says_of_it()
    {
        var message = Read(RecordedCalls.Of("binary trigger: a message with").Body);

        message.ShouldBe(new QueueMessage("b899d385-de3e-428d-ba5b-921441e407ff", Own)
        {
            Tries = 1,
            QueuedAt = new DateTimeOffset(2026, 11, 21, 23, 45, 51, TimeSpan.Zero),
            InvocationId = "invocation",
        });
    }

    [Fact]
    public void Of_a_text_trigger_nothing_is_believed_that_the_message_says_itself()
    {
        var message = Read(RecordedCalls.Of("text trigger").Body);

        (message.Text, message.Id, message.Tries).ShouldBe((Own, "invocation", null));
        message.QueuedAt.ShouldBe(new DateTimeOffset(2026, 11, 21, 23, 46, 4, TimeSpan.Zero));
    }

    [Fact]
    public void Plain_text_arrives_as_it_is() => Read(RecordedCalls.Of("binary trigger: a message that is plain").Body).Text.ShouldBe("plain text");

    [Theory]
    [InlineData("""{"Data":{"message":{"system":"a"}},"Metadata":{}}""", """{"system":"a"}""")]
    [InlineData("""{"Data":{"message":"\"{\\\"system\\\":\\\"a\\\"}\""},"Metadata":{}}""", """{"system":"a"}""")]
    [InlineData("""{"Data":{"message":"{\"system\":\"a\"}"}}""", """{"system":"a"}""")]
    [InlineData("""{"data":{"Message":"e30="}}""", "{}")]
    [InlineData("""{"Data":{"message":"/w=="},"Metadata":17}""", "/w==")]
    public void All_forms_of_a_value_are_understood(string envelope, string text) => Read(envelope).Text.ShouldBe(text);

    [Fact]
    public void Numbers_come_as_text_and_texts_quoted_twice()
    {
        var message = Read(HandlerFixture.Envelope("{}", "some-id", tries: 4));

        (message.Id, message.Tries).ShouldBe(("some-id", 4));
    }

    [Fact]
    public void Service_bus_has_its_own_words()
    {
        var message = Read("""{"Data":{"message":"e30="},"Metadata":{"MessageId":"\"m-1\"","DeliveryCount":"3","EnqueuedTimeUtc":"2026-11-21T23:45:51+00:00"}}""");

        (message.Id, message.Tries, message.QueuedAt).ShouldBe(("m-1", 3, new DateTimeOffset(2026, 11, 21, 23, 45, 51, TimeSpan.Zero)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"Data":{}}""")]
    [InlineData("""{"Data":{"other":"e30="}}""")]
    public void What_is_no_call_of_the_host_is_no_message(string body) =>
        Envelope.Read(Encoding.UTF8.GetBytes(body), "invocation").Failure!.Code.ShouldBe(FailureCode.InvalidRequest);

    [Fact]
    public async Task Every_recorded_message_is_answered_with_a_json_object()
    {
        foreach (var call in RecordedCalls.All.Where(call => call.Path == "/UpdateFromQueue"))
        {
            var reply = await handler.CallAsync(call.Body);

            reply.Status.ShouldBe(200, call.Case);
            JsonNode.Parse(reply.Text).ShouldBeOfType<JsonObject>();
            reply.MediaType.ShouldBe("application/json");
        }
    }

    [Fact]
    public async Task The_true_id_and_count_decide_whatever_the_message_says()
    {
        var text = UpdateFromQueueTests.Update("511", more: ""","dequeueCount":99,"popReceipt":"evil","insertionTime":"1999-01-01","$AzureWebJobsParentId":"x" """);

        var result = UpdateFromQueueTests.Result(await handler.CallAsync(HandlerFixture.Envelope(text, "b899d385-de3e-428d-ba5b-921441e407ff")));

        (result.GetProperty("outcome").GetString(), result.GetProperty("messageId").GetString()).ShouldBe(("applied", "b899d385-de3e-428d-ba5b-921441e407ff"));
    }

    private static QueueMessage Read(string envelope) => Envelope.Read(Encoding.UTF8.GetBytes(envelope), "invocation").Value!;
}
