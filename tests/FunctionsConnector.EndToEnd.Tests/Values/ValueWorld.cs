using FunctionsConnector.Actions.Queue.Storage;
using FunctionsConnector.EndToEnd.Tests.Autotask;
using FunctionsConnector.EndToEnd.Tests.Queues;
using FunctionsConnector.EndToEnd.Tests.TeamDynamix;

namespace FunctionsConnector.EndToEnd.Tests.Values;

/// <summary>Calls of both systems with one record each, and what the records truly hold.</summary>
internal static class ValueWorld
{
    public const string InAutotask = "autotask";
    public const string InTeamDynamix = "teamdynamix";

    /// <summary>The route of the record of a system that the tests change.</summary>
    public static string Route(string system) => system == InAutotask
        ? "/api/systems/autotask/records/Tickets/1"
        : "/api/systems/teamdynamix/records/tickets-42/1001";

    public static Task<Reply> UpdateAsync(this World world, string system, string body) => world.PatchAsync(Route(system), body);

    public static Task<Reply> UpdateOneAsync(this World world, string system, string body) => world.PatchAsync($"{Route(system)}/field", body);

    /// <summary>The true value of a field of that record; an attribute of TeamDynamix is <c>attributes/9001</c>.</summary>
    public static string TruthOf(this World world, string system, string field) => system == InAutotask
        ? Truths.Value(world.Sandbox.Autotask.Truth("Tickets", 1), field)
        : ItemTruths.Value(world.Sandbox.TeamDynamix.Truth("tickets-42", 1001), field);

    /// <summary>The number of PATCH calls that the system received.</summary>
    public static int Patches(this World world, string system) => system == InAutotask
        ? world.PatchesSent.Count()
        : EndToEnd.Tests.TeamDynamix.UpdateTests.Patches(world).Count();

    /// <summary>Puts an update on the queue of a connector that polls it, and waits for its result.</summary>
    public static async Task<JsonElement> UpdateThroughQueueAsync(AzuriteServer azurite, string message, Action<SandboxServer>? arrange = null, Action<Dictionary<string, string?>>? settings = null)
    {
        var account = await azurite.NewAccountAsync();
        var queues = await account.CreateQueuesAsync();
        await using var world = await World.StartAsync(
            settings: all =>
            {
                all["Queue"] = account.ConnectionString;
                settings?.Invoke(all);
            },
            arrange: (sandbox, _) => arrange?.Invoke(sandbox));
        (await queues.Updates.PutAsync(message, expires: false, TestContext.Current.CancellationToken)).Failure.ShouldBeNull();
        IReadOnlyList<ReceivedMessage> results = [];
        await QueueWorld.UntilAsync(
            async () => (results = await QueueWorld.TakeAllAsync(queues.Results)).Count > 0, TimeSpan.FromSeconds(30), "the queued update has a result");
        return JsonDocument.Parse(FunctionsConnector.Actions.Queue.Messages.MessageText.Decode(results.ShouldHaveSingleItem().Text)).RootElement.Clone();
    }
}
