using Azure.Core.Pipeline;
using FunctionsConnector.Actions.Queue.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsConnector.EndToEnd.Tests.Queues;

/// <summary>The end of a message while the storage misbehaves.</summary>
public sealed class SettlingTests(AzuriteServer azurite)
{
    private const string Refused = """{"system":"autotask","recordType":"Tickets","recordId":"1","fields":{"noSuchField":"x"}}""";
    private const string Good = """{"system":"autotask","recordType":"Tickets","recordId":"2","fields":{"title":"changed"}}""";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(40);

    public static TheoryData<string> Unreadable =>
    [
        "not XML",
        "",
        "<html>",
        "<a/>",
        "<QueueMessagesList><QueueMessage/></QueueMessagesList>",
        "<QueueMessagesList><QueueMessage><MessageId>1</MessageId><PopReceipt>r</PopReceipt><MessageText>x</MessageText><DequeueCount>99999999999999999999</DequeueCount></QueueMessage></QueueMessagesList>",
        "<QueueMessagesList><QueueMessage><MessageId>1</MessageId><PopReceipt>r</PopReceipt><MessageText>x</MessageText><InsertionTime>soon</InsertionTime></QueueMessage></QueueMessagesList>",
        "<?xml version='1.0' encoding='nonsense'?><QueueMessagesList/>",
        "<?xml version='1.0' encoding='utf-16'?><QueueMessagesList/>",
    ];

    [Fact]
    public async Task A_rejected_message_whose_result_cannot_be_put_is_rejected_once()
    {
        await using var proxy = await AzuriteProxy.StartAsync(await azurite.NewAccountAsync());
        var queues = await proxy.Account.CreateQueuesAsync();

        // With the client's own retries these are three deliveries.
        var refusals = RefusesResults(proxy, 12);
        await PutAsync(queues, Refused);
        await using var world = await ListeningAsync(proxy.Account);

        await QueueWorld.UntilAsync(async () => (await PeekAsync(queues.Results)).Count == 1, Soon, "the result is put at last");

        refusals().ShouldBe(12);
        (await PeekAsync(queues.Rejected)).Count.ShouldBe(1);
        (await PeekAsync(queues.Poison)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_made_update_whose_result_cannot_be_put_is_neither_made_again_nor_poison()
    {
        await using var proxy = await AzuriteProxy.StartAsync(await azurite.NewAccountAsync());
        var queues = await proxy.Account.CreateQueuesAsync();
        RefusesResults(proxy, 24);
        await PutAsync(queues, Good);
        await using var world = await ListeningAsync(proxy.Account);

        await QueueWorld.UntilAsync(async () => (await PeekAsync(queues.Results)).Count == 1, Soon, "the result is put at last");

        (await PeekAsync(queues.Results))[0].Text.ShouldContain("\"applied\"");
        (await PeekAsync(queues.Poison)).ShouldBeEmpty();
        world.PatchesSent.Count().ShouldBe(1);
    }

    [Fact]
    public async Task The_status_is_degraded_while_one_of_the_queues_fails()
    {
        await using var proxy = await AzuriteProxy.StartAsync(await azurite.NewAccountAsync());
        var queues = await proxy.Account.CreateQueuesAsync();
        RefusesResults(proxy, int.MaxValue);
        await PutAsync(queues, Good);
        await using var world = await ListeningAsync(proxy.Account);
        await QueueWorld.UntilAsync(async () => await StatusAsync(world) == "degraded", Soon, "the status is degraded");

        for (var times = 0; times < 50; times++)
        {
            (await StatusAsync(world)).ShouldBe("degraded", "calls to the other queues succeed, which says nothing of this one");
        }
    }

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task A_list_of_messages_that_cannot_be_read_does_not_stop_the_listener(string body)
    {
        await using var proxy = await AzuriteProxy.StartAsync(await azurite.NewAccountAsync());
        var queues = await proxy.Account.CreateQueuesAsync();
        var lists = 0;
        proxy.Intercept = context =>
        {
            var isSwallowed = IsTaking(context.Request) && Interlocked.Increment(ref lists) <= 3;
            if (isSwallowed)
            {
                context.Response.ContentType = "application/xml";
                context.Response.WriteAsync(body).GetAwaiter().GetResult();
            }

            return isSwallowed;
        };
        await PutAsync(queues, Good);
        await using var world = await ListeningAsync(proxy.Account);

        await QueueWorld.UntilAsync(async () => (await PeekAsync(queues.Results)).Any(result => result.Text.Contains("\"applied\"", StringComparison.Ordinal)), Soon, "it goes on");

        (await world.GetAsync("/health/live")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("\u0001")]
    [InlineData("\uFFFF")]
    [InlineData("&#x1;")]
    [InlineData("&#0;")]
    public async Task A_character_that_XML_does_not_know_does_not_block_the_other_messages(string character)
    {
        await using var proxy = await AzuriteProxy.StartAsync(await azurite.NewAccountAsync());
        var queues = await proxy.Account.CreateQueuesAsync();
        proxy.OnResponse = async (request, answer) =>
        {
            if (IsTaking(request))
            {
                var text = await answer.Content.ReadAsStringAsync();
                answer.Content = new StringContent(text.Replace("BAD", character, StringComparison.Ordinal));
            }
        };
        await PutAsync(queues, Good.Replace("changed", "a BAD text", StringComparison.Ordinal));
        await PutAsync(queues, Good);
        await using var world = await ListeningAsync(proxy.Account);

        await QueueWorld.UntilAsync(async () => (await PeekAsync(queues.Results)).Count == 2, Soon, "both end");

        (await PeekAsync(queues.Results)).ShouldContain(result => result.Text.Contains("\"applied\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_error_that_nobody_foresaw_does_not_stop_the_listener()
    {
        var account = await azurite.NewAccountAsync();
        var queues = await account.CreateQueuesAsync();
        await PutAsync(queues, Good);
        using var transport = new HttpClientTransport(new HttpClient(new Unforeseen(failures: 2)));
        await using var world = await ListeningAsync(account, transport);

        await QueueWorld.UntilAsync(async () => (await PeekAsync(queues.Results)).Count == 1, Soon, "it goes on");

        (await world.GetAsync("/health/live")).Status.ShouldBe(200);
        world.Log.Lines.Count(line => line.Contains("The queue listener met an error", StringComparison.Ordinal)).ShouldBe(2);
    }

    private static Func<int> RefusesResults(AzuriteProxy proxy, int times)
    {
        var refusals = 0;
        proxy.Intercept = context =>
        {
            var isRefused = HttpMethods.IsPost(context.Request.Method)
                && context.Request.Path.Value!.Contains("-results", StringComparison.Ordinal)
                && Interlocked.Increment(ref refusals) <= times;
            context.Response.StatusCode = isRefused ? 500 : 200;
            return isRefused;
        };
        return () => Math.Min(refusals, times);
    }

    private static async Task<string?> StatusAsync(World world) => (await world.GetAsync("/health/ready")).Body.GetProperty("status").GetString();

    private static Task<World> ListeningAsync(StorageAccount account, HttpPipelineTransport? transport = null) => World.StartAsync(
        configure: builder => _ = transport is null ? builder.Services : builder.Services.AddSingleton(transport),
        settings: settings =>
        {
            settings["Queue:Connection"] = account.ConnectionString;
            settings["Queue:VisibilityTimeout"] = "00:00:01";
        });

    private static async Task PutAsync(UpdateQueues queues, string text) =>
        (await queues.Updates.PutAsync(text, expires: false, TestContext.Current.CancellationToken)).Failure.ShouldBeNull();

    private static async Task<IReadOnlyList<ReceivedMessage>> PeekAsync(StorageQueue queue) => (await queue.PeekAsync(TestContext.Current.CancellationToken)).Value!;

    private static bool IsTaking(HttpRequest request) => request.Query.ContainsKey("visibilitytimeout") && HttpMethods.IsGet(request.Method);

    /// <summary>Throws what no library documents, when messages are received.</summary>
    private sealed class Unforeseen(int failures) : DelegatingHandler(new SocketsHttpHandler())
    {
        private int _failures;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            request.RequestUri!.Query.Contains("visibilitytimeout", StringComparison.Ordinal) && request.Method == HttpMethod.Get && Interlocked.Increment(ref _failures) <= failures
                ? throw new NotSupportedException("A bug.")
                : base.SendAsync(request, cancellationToken);
    }
}
