using FunctionsConnector.Actions.Queue.Storage;

namespace FunctionsConnector.EndToEnd.Tests.Queues;

/// <summary>Collects the messages of the result, rejected and poison queues.</summary>
internal sealed class SettledMessages(UpdateQueues queues)
{
    /// <summary>All results of a message, by its id.</summary>
    public Dictionary<string, List<JsonElement>> Results { get; } = [];

    /// <summary>Rejected messages by their original text.</summary>
    public Dictionary<string, JsonElement> Rejected { get; } = [];

    /// <summary>Texts on the poison queue.</summary>
    public HashSet<string> Poison { get; } = [];

    public async Task CollectAsync()
    {
        foreach (var message in await QueueWorld.TakeAllAsync(queues.Results))
        {
            var result = JsonElement.Parse(message.Text);
            var id = result.GetProperty("messageId").GetString()!;
            (Results.TryGetValue(id, out var results) ? results : Results[id] = []).Add(result);
        }

        foreach (var message in await QueueWorld.TakeAllAsync(queues.Rejected))
        {
            var rejected = JsonElement.Parse(message.Text);
            Rejected[rejected.GetProperty("message").GetString()!] = rejected.GetProperty("error");
        }

        Poison.UnionWith((await QueueWorld.TakeAllAsync(queues.Poison)).Select(message => message.Text));
    }

    public bool Contains(BulkMessage message) => Of(message).Any();

    /// <summary>The queues on which the message ended; more than one is an error.</summary>
    public IEnumerable<string> Of(BulkMessage message)
    {
        if (Results.TryGetValue(message.Id, out var results) && results.Exists(result => result.GetProperty("succeeded").GetBoolean()))
        {
            yield return "results";
        }

        if (Rejected.ContainsKey(message.Text))
        {
            yield return "rejected";
        }

        if (Poison.Contains(message.OnQueue))
        {
            yield return "poison";
        }
    }
}
