using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.EndToEnd.Tests.Queues.Azurite;
using FunctionsConnector.Actions.Queue.Storage;
using Microsoft.AspNetCore.Http;

namespace FunctionsConnector.EndToEnd.Tests.Queues;

/// <summary>The client of the Queue service against a real one.</summary>
public sealed class StorageQueueTests(AzuriteServer azurite)
{
    private static readonly TimeSpan Hidden = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Texts =>
    [
        "\r", "\n", "\r\n", "a\rb\r\nc\nd\te", " \t leading and trailing \r\n ", "{\"title\":\"Ü <&> ]]> \\\" 𝄞\"}\r\n\r\t\n", "&#xD;&amp;", "\u0085\u2028",
        Convert.ToBase64String("{\"id\":\"x\"}"u8), "bm8gYmFzZTY0", new string('x', StorageQueue.LargestMessage), new string('\r', StorageQueue.LargestMessage / 6),
    ];

    [Fact]
    public async Task A_message_is_put_taken_hidden_and_deleted()
    {
        var queue = await QueueAsync();
        const string Text = "x";

        var id = (await queue.PutAsync(Text, expires: false, TestContext.Current.CancellationToken)).Value;
        var taken = await TakeOneAsync(queue);

        (taken.Id, taken.Text, taken.DequeueCount).ShouldBe((id, Text, 1));
        taken.InsertedAt.ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1));
        (await queue.ReceiveAsync(32, Hidden, TestContext.Current.CancellationToken)).Value.ShouldBeEmpty();

        var renewed = (await queue.HideAsync(taken, TimeSpan.Zero, TestContext.Current.CancellationToken)).Value!;
        renewed.PopReceipt.ShouldNotBe(taken.PopReceipt);
        var again = await TakeOneAsync(queue);
        (again.Text, again.DequeueCount).ShouldBe((Text, 2));

        (await queue.DeleteAsync(again, TestContext.Current.CancellationToken)).ShouldBeNull();
        (await queue.PeekAsync(TestContext.Current.CancellationToken)).Value.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_message_keeps_its_exact_text(string text)
    {
        await using var road = await RoadToAzurite.StartAsync(await azurite.NewAccountAsync());
        var queue = QueueOf(road.Account.ConnectionString);
        await queue.CreateAsync(TestContext.Current.CancellationToken);
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
        await account.CreateQueuesAsync();
        using var other = new HttpClient();
        using var body = new StringContent($"<QueueMessage><MessageText>{Text}</MessageText></QueueMessage>");

        (await other.PostAsync($"{account.QueueEndpoint}field-updates/messages?{SignatureOf(account)}", body, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();

        (await TakeOneAsync(account.Queues.Updates)).Text.ShouldBe(Text);
    }

    [Fact]
    public async Task Carriage_returns_that_the_service_writes_bare_are_kept()
    {
        const string One = "<QueueMessage>\r\n<MessageId>1</MessageId>\r\n<PopReceipt>r</PopReceipt>\r\n<MessageText>a\rb\r\n</MessageText>\r\n</QueueMessage>\r\n";
        await using var road = await AnsweringAsync($"<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<QueueMessagesList>\r\n{One}{One}</QueueMessagesList>\r\n");

        var taken = await QueueOf(road.Account.ConnectionString).ReceiveAsync(2, Hidden, TestContext.Current.CancellationToken);

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

        var failure = (await QueueOf(road.Account.ConnectionString).ReceiveAsync(1, Hidden, TestContext.Current.CancellationToken)).Failure!;

        failure.ShouldBe(new Failure(
            FailureCode.SystemUnavailable, $"The queues at 127.0.0.1:{road.Account.QueueEndpoint.Port} answered something that cannot be read. Try again later."));
    }

    [Fact]
    public async Task A_message_can_be_put_so_that_it_appears_later_and_never_expires()
    {
        await using var road = await RoadToAzurite.StartAsync(await azurite.NewAccountAsync());
        var queue = QueueOf(road.Account.ConnectionString);
        await queue.CreateAsync(TestContext.Current.CancellationToken);
        var query = string.Empty;
        road.HoldsBack = (request, _) => Task.FromResult(query = HttpMethods.IsPost(request.Method) ? $"{request.QueryString}" : query);

        await queue.PutAsync("x", expires: false, TestContext.Current.CancellationToken, visibleAfter: TimeSpan.FromSeconds(1.2));

        query.ShouldBe("?visibilitytimeout=2&messagettl=-1");
        (await queue.ReceiveAsync(1, Hidden, TestContext.Current.CancellationToken)).Value.ShouldBeEmpty();
        await QueueWorld.UntilAsync(async () => (await queue.PeekAsync(TestContext.Current.CancellationToken)).Value!.Count == 1, Hidden, "it appears");
    }

    [Fact]
    public async Task A_message_that_somebody_else_has_by_now_is_not_ours_any_more()
    {
        var queue = await QueueAsync();
        await queue.PutAsync("x", expires: true, TestContext.Current.CancellationToken);
        var first = await TakeOneAsync(queue);
        await queue.HideAsync(first, TimeSpan.Zero, TestContext.Current.CancellationToken);
        await TakeOneAsync(queue);

        var stale = await queue.HideAsync(first, Hidden, TestContext.Current.CancellationToken);

        (stale.Failure, stale.Value).ShouldBe((null, null));
        (await queue.DeleteAsync(first, TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Fact]
    public async Task A_batch_is_no_larger_than_the_service_allows()
    {
        var queue = await QueueAsync();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(number => queue.PutAsync($"{number}", expires: true, TestContext.Current.CancellationToken)));

        (await queue.ReceiveAsync(100, Hidden, TestContext.Current.CancellationToken)).Value!.Count.ShouldBe(32);
    }

    [Fact]
    public async Task A_queue_that_is_there_is_not_made_twice()
    {
        var queue = await QueueAsync();

        (await queue.CreateAsync(TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Fact]
    public async Task A_shared_access_signature_opens_the_queues_too()
    {
        var account = await azurite.NewAccountAsync();
        var queue = QueueOf($"SharedAccessSignature={SignatureOf(account)};QueueEndpoint={account.QueueEndpoint}");

        (await queue.CreateAsync(TestContext.Current.CancellationToken)).ShouldBeNull();
        (await queue.PutAsync("x", expires: true, TestContext.Current.CancellationToken)).Failure.ShouldBeNull();
        var taken = await TakeOneAsync(queue);
        (await queue.DeleteAsync(taken, TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Fact]
    public async Task A_wrong_key_is_told_without_the_key()
    {
        var account = await azurite.NewAccountAsync();
        var wrong = account with { Key = Convert.ToBase64String("wrong"u8) };

        var failure = (await QueueOf(wrong.ConnectionString).CreateAsync(TestContext.Current.CancellationToken))!;

        failure.Code.ShouldBe(FailureCode.CredentialsRefused);
        failure.Message.ShouldContain("403 AuthenticationFailed");
        failure.Message.ShouldNotContain(wrong.Key);
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_a_failure_that_may_pass()
    {
        var failure = (await QueueOf("AccountName=a;AccountKey=YQ==;QueueEndpoint=http://127.0.0.1:1/a").CreateAsync(TestContext.Current.CancellationToken))!;

        failure.ShouldBe(new Failure(FailureCode.SystemUnavailable, "The queues at 127.0.0.1:1 cannot be reached: Connection refused. Try again later."));
    }

    [Fact]
    public async Task A_queue_that_is_missing_is_a_failure_that_may_pass()
    {
        var account = await azurite.NewAccountAsync();

        var taken = await QueueOf(account.ConnectionString).ReceiveAsync(1, Hidden, TestContext.Current.CancellationToken);

        taken.Failure!.Code.ShouldBe(FailureCode.SystemUnavailable);
        taken.Failure.Message.ShouldContain("QueueNotFound");
    }

    private static StorageQueue QueueOf(string connectionString) =>
        new(StorageAccount.Open(connectionString).GetQueueClient("test-queue"));

    private async Task<StorageQueue> QueueAsync()
    {
        var queue = QueueOf((await azurite.NewAccountAsync()).ConnectionString);
        (await queue.CreateAsync(TestContext.Current.CancellationToken)).ShouldBeNull();
        return queue;
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

    /// <summary>An account signature for queues ("Create an account SAS", Azure Storage services REST API), version 2018-11-09.</summary>
    private static string SignatureOf(StorageAccount account)
    {
        const string Version = "2018-11-09";
        var expiry = DateTimeOffset.UtcNow.AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var text = $"{account.Name}\nrwdlacup\nq\nsco\n\n{expiry}\n\nhttps,http\n{Version}\n";
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(account.Key), Encoding.UTF8.GetBytes(text)));
        return $"sv={Version}&ss=q&srt=sco&sp=rwdlacup&se={Uri.EscapeDataString(expiry)}&spr=https,http&sig={Uri.EscapeDataString(signature)}";
    }
}
