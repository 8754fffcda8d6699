using System.Net;
using System.Xml.Linq;
using FunctionsConnector.Actions.Queue.Storage;
using FunctionsConnector.Core.Failures;
using Microsoft.AspNetCore.Http;

namespace FunctionsConnector.EndToEnd.Tests.Queues;

/// <summary>Message texts survive the XML of the Queue service.</summary>
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
        await using var proxy = await AzuriteProxy.StartAsync(await azurite.NewAccountAsync());
        var queue = (await proxy.Account.CreateQueuesAsync()).Updates;
        byte[] sent = [];
        proxy.OnResponse = async (request, response) => sent = HttpMethods.IsPost(request.Method) ? await response.RequestMessage!.Content!.ReadAsByteArrayAsync() : sent;

        (await queue.PutAsync(text, expires: false, TestContext.Current.CancellationToken)).Failure.ShouldBeNull();

        // Parses it by the rules of XML, as the service does. Azurite does not implement all of them.
        XDocument.Load(new MemoryStream(sent), LoadOptions.PreserveWhitespace).Root!.Value.ShouldBe(text);
        (await queue.PeekAsync(TestContext.Current.CancellationToken)).Value!.ShouldHaveSingleItem().Text.ShouldBe(text);
        (await TakeOneAsync(queue)).Text.ShouldBe(text);
    }

    [Fact]
    public async Task Bare_carriage_returns_of_another_client_are_kept()
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
    public async Task Bare_carriage_returns_of_the_service_are_kept()
    {
        const string One = "<QueueMessage>\r\n<MessageId>1</MessageId>\r\n<PopReceipt>r</PopReceipt>\r\n<MessageText>a\rb\r\n</MessageText>\r\n</QueueMessage>\r\n";
        await using var proxy = await RespondingAsync($"<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<QueueMessagesList>\r\n{One}{One}</QueueMessagesList>\r\n");

        var taken = await proxy.Account.Queues.Updates.ReceiveAsync(2, Hidden, TestContext.Current.CancellationToken);

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
    public async Task An_unreadable_response_is_a_transient_failure(string body)
    {
        await using var proxy = await RespondingAsync(body);

        var failure = (await proxy.Account.Queues.Updates.ReceiveAsync(1, Hidden, TestContext.Current.CancellationToken)).Failure!;

        failure.ShouldBe(new Failure(
            FailureCode.SystemUnavailable, $"The queues at 127.0.0.1:{proxy.Account.QueueEndpoint.Port} answered something that cannot be read. Try again later."));
    }

    private async Task<AzuriteProxy> RespondingAsync(string body)
    {
        var proxy = await AzuriteProxy.StartAsync(await azurite.NewAccountAsync());
        proxy.OnResponse = (_, response) =>
        {
            (response.StatusCode, response.Content) = (HttpStatusCode.OK, new StringContent(body));
            return Task.CompletedTask;
        };
        return proxy;
    }

    private static async Task<ReceivedMessage> TakeOneAsync(StorageQueue queue) =>
        (await queue.ReceiveAsync(1, Hidden, TestContext.Current.CancellationToken)).Value!.ShouldHaveSingleItem();
}
