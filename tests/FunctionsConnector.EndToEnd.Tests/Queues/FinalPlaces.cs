using FunctionsConnector.Actions.Queue.Storage;

namespace FunctionsConnector.EndToEnd.Tests.Queues;

/// <summary>Collects what arrives on the queues at which messages end.</summary>
internal sealed class FinalPlaces(UpdateQueues queues)
{
    /// <summary>All that was said of a message, by its id.</summary>
    public Dictionary<string, List<JsonElement>> Results { get; } = [];

    /// <summary>Rejected messages by their original text.</summary>
    public Dictionary<string, JsonElement> Rejected { get; } = [];

    /// <summary>Texts of the poison queue, as they are on it.</summary>
    public HashSet<string> Poison { get; } = [];

    public async Task CollectAsync()
    {
        foreach (var message in await QueueWorld.TakeAllAsync(queues.Results))
        {
            var result = JsonElement.Parse(message.Text);
            var id = result.GetProperty("messageId").GetString()!;
            (Results.TryGetValue(id, out var said) ? said : Results[id] = []).Add(result);
        }

        foreach (var message in await QueueWorld.TakeAllAsync(queues.Rejected))
        {
            var rejected = JsonElement.Parse(message.Text);
            Rejected[rejected.GetProperty("message").GetString()!] = rejected.GetProperty("error");
        }

        Poison.UnionWith((await QueueWorld.TakeAllAsync(queues.Poison)).Select(message => message.Text));
    }

    public bool Have(BulkMessage message) => Of(message).Any();

    /// <summary>Where the message ended; more than one would be one too many.</summary>
    public IEnumerable<string> Of(BulkMessage message)
    {
        if (Results.TryGetValue(message.Id, out var said) && said.Exists(result => result.GetProperty("succeeded").GetBoolean()))
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
