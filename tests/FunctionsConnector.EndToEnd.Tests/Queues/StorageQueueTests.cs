using FunctionsConnector.Actions.Queue.Storage;
using FunctionsConnector.Core.Failures;
using Microsoft.AspNetCore.Http;

namespace FunctionsConnector.EndToEnd.Tests.Queues;

/// <summary>The client of the Queue service with Azurite.</summary>
public sealed class StorageQueueTests(AzuriteServer azurite)
{
    private static readonly TimeSpan Hidden = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_message_is_put_received_hidden_and_deleted()
    {
        var queue = await QueueAsync();
        const string Text = "x";

        var id = (await queue.PutAsync(Text, expires: false, TestContext.Current.CancellationToken)).Value;
        var taken = await TakeOneAsync(queue);

        (taken.Id, taken.Text, taken.DequeueCount).ShouldBe((id, Text, 1));
        taken.InsertedAt.ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1));
        (await queue.ReceiveAsync(32, Hidden, TestContext.Current.CancellationToken)).Value.ShouldBeEmpty();

        var renewed = (await queue.SetVisibilityAsync(taken, TimeSpan.Zero, TestContext.Current.CancellationToken)).Value!;
        renewed.PopReceipt.ShouldNotBe(taken.PopReceipt);
        var again = await TakeOneAsync(queue);
        (again.Text, again.DequeueCount).ShouldBe((Text, 2));

        (await queue.DeleteAsync(again, TestContext.Current.CancellationToken)).ShouldBeNull();
        (await queue.PeekAsync(TestContext.Current.CancellationToken)).Value.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_can_become_visible_later_and_never_expire()
    {
        await using var proxy = await AzuriteProxy.StartAsync(await azurite.NewAccountAsync());
        var queue = QueueOf(proxy.Account.ConnectionString);
        await queue.CreateAsync(TestContext.Current.CancellationToken);
        var query = string.Empty;
        proxy.OnResponse = (request, _) => Task.FromResult(query = HttpMethods.IsPost(request.Method) ? $"{request.QueryString}" : query);

        await queue.PutAsync("x", expires: false, TestContext.Current.CancellationToken, visibleAfter: TimeSpan.FromSeconds(1.2));

        query.ShouldBe("?visibilitytimeout=2&messagettl=-1");
        (await queue.ReceiveAsync(1, Hidden, TestContext.Current.CancellationToken)).Value.ShouldBeEmpty();
        await QueueWorld.UntilAsync(async () => (await queue.PeekAsync(TestContext.Current.CancellationToken)).Value!.Count == 1, Hidden, "it appears");
    }

    [Fact]
    public async Task A_message_delivered_to_another_consumer_is_lost()
    {
        var queue = await QueueAsync();
        await queue.PutAsync("x", expires: true, TestContext.Current.CancellationToken);
        var first = await TakeOneAsync(queue);
        await queue.SetVisibilityAsync(first, TimeSpan.Zero, TestContext.Current.CancellationToken);
        await TakeOneAsync(queue);

        var stale = await queue.SetVisibilityAsync(first, Hidden, TestContext.Current.CancellationToken);

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
    public async Task An_existing_queue_is_not_created_again()
    {
        var queue = await QueueAsync();

        (await queue.CreateAsync(TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Fact]
    public async Task A_shared_access_signature_opens_the_queues_too()
    {
        var account = await azurite.NewAccountAsync();
        var queue = QueueOf($"SharedAccessSignature={account.Signature()};QueueEndpoint={account.QueueEndpoint}");

        (await queue.CreateAsync(TestContext.Current.CancellationToken)).ShouldBeNull();
        (await queue.PutAsync("x", expires: true, TestContext.Current.CancellationToken)).Failure.ShouldBeNull();
        var taken = await TakeOneAsync(queue);
        (await queue.DeleteAsync(taken, TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Fact]
    public async Task A_wrong_key_is_reported_without_the_key()
    {
        var account = await azurite.NewAccountAsync();
        var wrong = account with { Key = Convert.ToBase64String("wrong"u8) };

        var failure = (await QueueOf(wrong.ConnectionString).CreateAsync(TestContext.Current.CancellationToken))!;

        failure.Code.ShouldBe(FailureCode.CredentialsRefused);
        failure.Message.ShouldContain("403 AuthenticationFailed");
        failure.Message.ShouldNotContain(wrong.Key);
    }

    [Fact]
    public async Task An_unreachable_service_is_a_transient_failure()
    {
        var failure = (await QueueOf("AccountName=a;AccountKey=YQ==;QueueEndpoint=http://127.0.0.1:1/a").CreateAsync(TestContext.Current.CancellationToken))!;

        failure.ShouldBe(new Failure(FailureCode.SystemUnavailable, "The queues at 127.0.0.1:1 cannot be reached: Connection refused. Try again later."));
    }

    [Fact]
    public async Task A_put_creates_a_missing_queue()
    {
        var account = await azurite.NewAccountAsync();
        var queue = account.Queues.Results;

        (await queue.PutAsync("kept", expires: true, TestContext.Current.CancellationToken)).Failure.ShouldBeNull();

        (await QueueWorld.TakeAllAsync(queue)).ShouldHaveSingleItem().Text.ShouldBe("kept");
    }

    [Fact]
    public async Task A_missing_queue_is_a_transient_failure()
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

    private static async Task<ReceivedMessage> TakeOneAsync(StorageQueue queue) =>
        (await queue.ReceiveAsync(1, Hidden, TestContext.Current.CancellationToken)).Value!.ShouldHaveSingleItem();
}
