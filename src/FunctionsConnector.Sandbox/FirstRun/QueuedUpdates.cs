using System.Text.Json.Nodes;
using FunctionsConnector.Actions.Queue.Messages;
using FunctionsConnector.Actions.Queue.Storage;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.FirstRun;

/// <summary>Shows queued updates and their results.</summary>
internal static class QueuedUpdates
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private static readonly DemoRequest Good = Queue(5, """{"fields":{"status":"In Progress"}}""");

    private static readonly DemoRequest Refused = Queue(6, """{"fields":{"contactID":"777777"}}""");

    /// <returns>Whether one was applied and the other one moved to the rejected queue.</returns>
    /// <exception cref="TimeoutException">No result arrived in time.</exception>
    public static async Task<bool> ShowAsync(DemoCaller caller, SandboxServer sandbox, UpdateQueues queues, CancellationToken cancellationToken)
    {
        foreach (var queue in queues.All)
        {
            if (await queue.CreateAsync(cancellationToken) is { } failure)
            {
                throw new InvalidOperationException(failure.Message);
            }
        }

        var before = Truth(sandbox);
        var (applied, lines) = await SendAsync(Good, caller, queues, cancellationToken);
        var after = Truth(sandbox);
        Page.Show("Queued: the reply comes at once, the result on another queue", [.. lines, ("record", DemoUpdate.Compare(before, after))]);

        (var rejected, lines) = await SendAsync(Refused, caller, queues, cancellationToken);
        var kept = TextOf(await TakeAsync(queues.Rejected, cancellationToken).WaitAsync(Longest, cancellationToken));
        Page.Show("Rejected: Autotask refuses a contact that does not exist, and the message is kept with its text", [.. lines, ("kept", kept)]);
        return applied == "applied" && after == """{"status":8}""" && rejected == "UpdateRejected" && kept.Contains("777777", StringComparison.Ordinal);
    }

    /// <summary>Shows results and rejected messages until it is cancelled.</summary>
    public static Task FollowAsync(UpdateQueues queues, CancellationToken cancellationToken) => Task.WhenAll(
        FollowAsync(queues.Results, "result", message => $"of message {message["messageId"]}\n{new DemoReply(message)}", cancellationToken),
        FollowAsync(queues.Rejected, "kept", TextOf, cancellationToken));

    /// <returns>The outcome, null if the result is of another message; and the lines to show.</returns>
    private static async Task<(string? Outcome, IReadOnlyList<(string Label, string Text)> Lines)> SendAsync(
        DemoRequest request, DemoCaller caller, UpdateQueues queues, CancellationToken cancellationToken)
    {
        var reply = await caller.SendAsync(request, cancellationToken);
        var result = new DemoReply(await TakeAsync(queues.Results, cancellationToken).WaitAsync(Longest, cancellationToken));
        return (reply.MessageId == result.MessageId ? result.Outcome : null, [("sent", $"{request}"), ("reply", $"{reply}"), ("result", $"{result}")]);
    }

    private static async Task FollowAsync(StorageQueue queue, string label, Func<JsonObject, string> show, CancellationToken cancellationToken)
    {
        while (true)
        {
            Page.Show($"On {queue.Name}", (label, show(await TakeAsync(queue, cancellationToken))));
        }
    }

    private static async Task<JsonObject> TakeAsync(StorageQueue queue, CancellationToken cancellationToken)
    {
        while (true)
        {
            var taken = await queue.ReceiveAsync(1, Longest, cancellationToken);
            if (taken.Value is [var message] && await queue.DeleteAsync(message, cancellationToken) is null)
            {
                return JsonNode.Parse(MessageText.Decode(message.Text))!.AsObject();
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }
    }

    private static string TextOf(JsonObject rejected) => MessageText.Decode(rejected["message"]!.GetValue<string>());

    private static string Truth(SandboxServer sandbox) => DemoUpdate.Part(sandbox.Autotask.Truth("Tickets", 5), "status").ToJsonString();

    private static DemoRequest Queue(int ticket, string body) => new(HttpMethods.Post, $"/api/systems/autotask/records/Tickets/{ticket}/queue", body);
}
