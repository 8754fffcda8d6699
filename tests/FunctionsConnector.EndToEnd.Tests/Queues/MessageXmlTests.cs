using System.Net;
using System.Xml.Linq;
using FunctionsConnector.Actions.Queue.Storage;
using FunctionsConnector.Core.Failures;
using Microsoft.AspNetCore.Http;

namespace FunctionsConnector.EndToEnd.Tests.Queues;

/// <summary>What XML does to messages on their way to the Queue service and back.</summary>
public sealed class MessageXmlTests(AzuriteServer azurite)
{
    private static readonly TimeSpan Hidden = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Texts =>
    [
        "\r", "\n", "\r\n", "a\rb\r\nc\nd\te", " \t leading and trailing \r\n ", "{\"title\":\"Ü <&> ]]> \\\" 𝄞\"}\r\n\r\t\n", "&#xD;&amp;", "\u0085\u2028",
        Convert.ToBase64String("{\"id\":\"x\"}"u8), "bm8gYmFzZTY0", new string('x', StorageQueue.LargestMessage), new string('\r', StorageQueue.LargestMessage / 6),
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_message_keeps_its_exact_text(string text)
    {
        await using var road = await RoadToAzurite.StartAsync(await azurite.NewAccountAsync());
        var queue = (await road.Account.CreateQueuesAsync()).Updates;
        byte[] sent = [];
        road.HoldsBack = async (request, answer) => sent = HttpMethods.IsPost(request.Method) ? await answer.RequestMessage!.Content!.ReadAsByteArrayAsync() : sent;

        (await queue.PutAsync(text, expires: false, TestContext.Current.CancellationToken)).Failure.ShouldBeNull();

        // As the service reads it: by the rules of XML, which Azurite does not know in full.
        XDocument.Load(new MemoryStream(sent), LoadOptions.PreserveWhitespace).Root!.Value.ShouldBe(text);
        (await queue.PeekAsync(TestContext.Current.CancellationToken)).Value!.ShouldHaveSingleItem().Text.ShouldBe(text);
        (await TakeOneAsync(queue)).Text.ShouldBe(text);
    }

    [Fact]
    public async Task A_message_that_another_client_put_with_bare_carriage_returns_keeps_them()
    {
        const string Text = "a\rb\r\nc\r";
        var account = await azurite.NewAccountAsync();
        var queues = await account.CreateQueuesAsync();
        using var other = new HttpClient();
        using var body = new StringContent($"<QueueMessage><MessageText>{Text}</MessageText></QueueMessage>");

        (await other.PostAsync($"{account.QueueEndpoint}field-updates/messages?{account.Signature()}", body, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();

        (await TakeOneAsync(queues.Updates)).Text.ShouldBe(Text);
    }

    [Fact]
    public async Task Carriage_returns_that_the_service_writes_bare_are_kept()
    {
        const string One = "<QueueMessage>\r\n<MessageId>1</MessageId>\r\n<PopReceipt>r</PopReceipt>\r\n<MessageText>a\rb\r\n</MessageText>\r\n</QueueMessage>\r\n";
        await using var road = await AnsweringAsync($"<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<QueueMessagesList>\r\n{One}{One}</QueueMessagesList>\r\n");

        var taken = await road.Account.Queues.Updates.ReceiveAsync(2, Hidden, TestContext.Current.CancellationToken);

        taken.Value!.Select(message => message.Text).ShouldBe(["a\rb\r\n", "a\rb\r\n"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no XML")]
    [InlineData("<html><body><p>Sign in</body></html>")]
    [InlineData("<QueueMessagesList><QueueMessage><MessageText>no receipt</MessageText></QueueMessage></QueueMessagesList>")]
    [InlineData("<QueueMessagesList><QueueMessage><MessageText>&#x1;</MessageText></QueueMessage></QueueMessagesList>")]
    [InlineData("<QueueMessagesList><QueueMessage><DequeueCount>many</DequeueCount></QueueMessage></QueueMessagesList>")]
    [InlineData("<QueueMessagesList><QueueMessage><DequeueCount>99999999999999999999</DequeueCount></QueueMessage></QueueMessagesList>")]
    public async Task An_answer_that_cannot_be_read_is_a_failure_that_may_pass(string answer)
    {
        await using var road = await AnsweringAsync(answer);

        var failure = (await road.Account.Queues.Updates.ReceiveAsync(1, Hidden, TestContext.Current.CancellationToken)).Failure!;

        failure.ShouldBe(new Failure(
            FailureCode.SystemUnavailable, $"The queues at 127.0.0.1:{road.Account.QueueEndpoint.Port} answered something that cannot be read. Try again later."));
    }

    private async Task<RoadToAzurite> AnsweringAsync(string body)
    {
        var road = await RoadToAzurite.StartAsync(await azurite.NewAccountAsync());
        road.HoldsBack = (_, answer) =>
        {
            (answer.StatusCode, answer.Content) = (HttpStatusCode.OK, new StringContent(body));
            return Task.CompletedTask;
        };
        return road;
    }

    private static async Task<ReceivedMessage> TakeOneAsync(StorageQueue queue) =>
        (await queue.ReceiveAsync(1, Hidden, TestContext.Current.CancellationToken)).Value!.ShouldHaveSingleItem();
}
