using FunctionsConnector.Actions.Queue.Messages;
using FunctionsConnector.Actions.Queue.Storage;
using FunctionsConnector.Server.Queue.Requeuing;
using Microsoft.AspNetCore.Http;

namespace FunctionsConnector.EndToEnd.Tests.Queues;

/// <summary>The command that requeues messages after the cause is fixed.</summary>
public sealed class RequeueTests(AzuriteServer azurite)
{
    [Fact]
    public async Task Rejected_messages_are_requeued_with_their_original_texts()
    {
        var (queues, account) = await QueuesAsync();
        await RejectAsync(queues, """{\"id\":\"a\",\"title\":\"Ü\"}""", "RecordNotFound");
        await RejectAsync(queues, "no update", "InvalidRequest");

        var (code, output, _) = await RunAsync(account, "rejected");

        (code, output).ShouldBe((0, "Requeued from field-updates-rejected to field-updates: 2. Left where they were: 0."));
        (await TextsAsync(queues.Updates)).ShouldBe(["""{"id":"a","title":"Ü"}""", "no update"], ignoreOrder: true);
        (await TextsAsync(queues.Rejected)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Messages_of_another_code_or_another_program_stay()
    {
        var (queues, account) = await QueuesAsync();
        await RejectAsync(queues, "fixed", "RecordNotFound");
        await RejectAsync(queues, "not fixed", "UpdateInvalid");
        await queues.Rejected.PutAsync("a note", expires: false, TestContext.Current.CancellationToken);

        var (_, output, _) = await RunAsync(account, "rejected", "--code", "recordnotfound");

        output.ShouldBe("Requeued from field-updates-rejected to field-updates: 1. Left where they were: 2.");
        (await TextsAsync(queues.Updates)).ShouldBe(["fixed"]);
        (await TextsAsync(queues.Rejected)).Count.ShouldBe(2, "remaining messages are visible at once");
    }

    [Fact]
    public async Task Poison_messages_are_requeued_unchanged()
    {
        var (queues, account) = await QueuesAsync();
        for (var number = 0; number < 70; number++)
        {
            await queues.Poison.PutAsync($"message {number}", expires: false, TestContext.Current.CancellationToken);
        }

        var (_, output, _) = await RunAsync(account, "poison");

        output.ShouldBe("Requeued from field-updates-poison to field-updates: 70. Left where they were: 0.");
        (await TextsAsync(queues.Updates)).ShouldBe(Enumerable.Range(0, 70).Select(number => $"message {number}"), ignoreOrder: true);
    }

    [Fact]
    public async Task A_postponed_message_on_the_poison_queue_is_requeued_with_its_original_text()
    {
        var (queues, account) = await QueuesAsync();
        var postponed = PostponedMessage.Of(new QueueMessage("id", "as it was", DateTimeOffset.UtcNow, Attempt: 4)).Write();
        await queues.Poison.PutAsync(postponed, expires: false, TestContext.Current.CancellationToken);

        await RunAsync(account, "poison");

        (await TextsAsync(queues.Updates)).ShouldBe(["as it was"]);
    }

    [Theory]
    [InlineData("poison")]
    [InlineData("rejected")]
    public async Task A_long_message_is_requeued_although_it_does_not_fit_as_base64(string from)
    {
        var (queues, account) = await QueuesAsync();
        var text = new string('x', 50_000);
        await (from == "poison" ? queues.Poison.PutAsync(text, expires: false, TestContext.Current.CancellationToken) : RejectAsync(queues, text, "RecordNotFound"));

        await RunAsync(account, from);

        (await TextsAsync(queues.Updates)).ShouldBe([text]);
    }

    [Fact]
    public async Task After_a_failed_requeue_the_remaining_messages_are_visible_at_once()
    {
        var (queues, account) = await QueuesAsync();
        for (var number = 0; number < 5; number++)
        {
            await RejectAsync(queues, $"message {number}", "RecordNotFound");
        }

        await using var proxy = await AzuriteProxy.StartAsync(account);
        var puts = 0;
        proxy.Intercept = context =>
        {
            var isRefused = IsRequeuing(context.Request) && Interlocked.Increment(ref puts) == 3;
            context.Response.StatusCode = isRefused ? 403 : 200;
            return isRefused;
        };
        var errors = new StringWriter();

        (await RequeueCommand.RunAsync(
            [RequeueCommand.Name, "rejected", "--Queue:Connection", proxy.Account.ConnectionString], TextWriter.Null, errors, TestContext.Current.CancellationToken)).ShouldBe(1);

        errors.ToString().ShouldContain("403");
        (await TextsAsync(queues.Updates)).Count.ShouldBe(2);
        (await TextsAsync(queues.Rejected)).Count.ShouldBe(3, "the messages that are not requeued, including the refused one");
    }

    [Fact]
    public async Task Messages_rejected_during_the_run_stay()
    {
        var (queues, account) = await QueuesAsync();
        await RejectAsync(queues, "of before", "RecordNotFound");
        await using var proxy = await AzuriteProxy.StartAsync(account);
        proxy.OnResponse = async (request, _) =>
        {
            if (IsRequeuing(request))
            {
                // The queue's clock has a resolution of a second.
                await Task.Delay(TimeSpan.FromSeconds(1.1), TestContext.Current.CancellationToken);
                await RejectAsync(queues, "during the run", "RecordNotFound");
            }
        };

        var (_, output, _) = await RunAsync(proxy.Account, "rejected");

        output.ShouldBe("Requeued from field-updates-rejected to field-updates: 1. Left where they were: 1.");
        (await TextsAsync(queues.Updates)).ShouldBe(["of before"]);
    }

    [Fact]
    public async Task A_setting_is_given_as_to_the_server()
    {
        var (queues, account) = await QueuesAsync();
        await RejectAsync(queues, "x", "RecordNotFound");

        await RunAsync(account, "rejected", $"--Queue:Name={queues.Updates.Name}", "--code=RecordNotFound");

        (await TextsAsync(queues.Updates)).ShouldBe(["x"]);
    }

    [Theory]
    [InlineData(2, "Usage", "requeue", "rejected", "--cdoe=Conflict")]
    [InlineData(2, "Usage", "requeue")]
    [InlineData(2, "Usage", "requeue", "results")]
    [InlineData(2, "Usage", "requeue", "rejected", "-code", "Conflict")]
    [InlineData(2, "Usage", "requeue", "rejected", "code", "Conflict")]
    [InlineData(2, "Usage", "requeue", "rejected", "--cdoe", "Conflict")]
    [InlineData(2, "Usage", "requeue", "rejected", "--code")]
    [InlineData(2, "Usage", "requeue", "rejected", "--code", "Conflict", "--code", "RecordNotFound")]
    [InlineData(2, "Codes: InvalidRequest", "requeue", "rejected", "--code", "Clsoed")]
    [InlineData(2, "Usage", "requeue", "poison", "--code", "RecordNotFound")]
    [InlineData(1, "Queue__ServiceUri", "requeue", "rejected")]
    [InlineData(1, "Queue:Connection", "requeue", "rejected", "--Queue:Connection", "AccountName=x")]
    public async Task An_incomplete_command_names_what_is_missing(int code, string reason, params string[] arguments)
    {
        var errors = new StringWriter();

        (await RequeueCommand.RunAsync(arguments, TextWriter.Null, errors, TestContext.Current.CancellationToken)).ShouldBe(code, $"{errors}");

        errors.ToString().ShouldContain(reason);
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(StorageAccount account, params string[] arguments)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var code = await RequeueCommand.RunAsync(
            [RequeueCommand.Name, .. arguments, "--Queue:Connection", account.ConnectionString], output, errors, TestContext.Current.CancellationToken);
        errors.ToString().ShouldBeEmpty();
        return (code, output.ToString().TrimEnd(), errors.ToString());
    }

    private static bool IsRequeuing(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && request.Path.Value!.EndsWith("/field-updates/messages", StringComparison.Ordinal);

    private static async Task RejectAsync(UpdateQueues queues, string message, string code) =>
        (await queues.Rejected.PutAsync($$$"""{"message":"{{{message}}}","error":{"code":"{{{code}}}","message":"…"}}""", expires: false, TestContext.Current.CancellationToken)).Failure.ShouldBeNull();

    private static async Task<IReadOnlyList<string>> TextsAsync(StorageQueue queue) =>
        [.. (await QueueWorld.TakeAllAsync(queue)).Select(message => MessageText.Decode(message.Text))];

    private async Task<(UpdateQueues Queues, StorageAccount Account)> QueuesAsync()
    {
        var account = await azurite.NewAccountAsync();
        return (await account.CreateQueuesAsync(), account);
    }
}
