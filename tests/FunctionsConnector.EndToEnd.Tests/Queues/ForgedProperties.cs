using FunctionsConnector.Actions.Queue.Storage;

namespace FunctionsConnector.EndToEnd.Tests.Queues;

/// <summary>A message text with an id, a dequeueCount and a popReceipt. Its first attempt fails.</summary>
internal static class ForgedProperties
{
    public const string Text =
        """{"id":"mine","dequeueCount":99,"popReceipt":"evil","system":"autotask","recordType":"Tickets","recordId":"1","fields":{"title":"own words"}}""";

    public static async Task CheckAsync(QueueWorld world)
    {
        IReadOnlyList<ReceivedMessage> results = [];
        await QueueWorld.UntilAsync(
            async () => (results = await QueueWorld.TakeAllAsync(world.Queues.Results)).Count > 0, TimeSpan.FromSeconds(40), "there is a result");

        var result = JsonElement.Parse(results.ShouldHaveSingleItem().Text);
        (result.GetProperty("messageId").GetString(), result.GetProperty("outcome").GetString()).ShouldBe(("mine", "applied"));
        world.Sandbox.Autotask.Truth("Tickets", 1)["title"]!.GetValue<string>().ShouldBe("own words");

        // With the forged count the message would be poison; with the forged receipt it would still be on the queue.
        (await QueueWorld.TakeAllAsync(world.Queues.Poison)).ShouldBeEmpty();
        await QueueWorld.UntilAsync(
            async () => (await world.Queues.Updates.PeekAsync(TestContext.Current.CancellationToken)).Value!.Count == 0, TimeSpan.FromSeconds(5), "the message is gone");
    }
}
