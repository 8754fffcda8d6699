namespace FunctionsConnector.EndToEnd.Tests.Queues;

/// <summary>Puts many valid and invalid messages for vendors with transient faults, and waits until each is settled.</summary>
internal sealed class BulkRun(QueueWorld world, IReadOnlyList<BulkMessage> messages)
{
    /// <summary>The collection of tests that would slow each other down.</summary>
    public const string OneAtATime = "bulk runs";

    private const string Html = "<html><body>Bad Gateway</body></html>";

    /// <summary>Azurite scans all its messages at each call, so the run collects rarely.</summary>
    private const int BetweenCollections = 20;

    /// <summary>For the same reason the queue has only as many messages as the consumers need.</summary>
    private const int MostWaiting = 200;

    /// <summary>A gateway error with a short Retry-After, so that all attempts of a message take only seconds.</summary>
    private static readonly Fault Unavailable =
        Fault.Status(503, Html, "text/html", new Dictionary<string, string> { ["Retry-After"] = "1" });

    private static readonly Fault[] Ways = [Unavailable, Fault.DropAfterWrite(), Fault.StatusAfterWrite(502, Html, "text/html"), Fault.DropBeforeWrite()];

    /// <summary>About ten times the duration on two idle cores.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private readonly SettledMessages _settled = new(world.Queues);

    /// <summary>The number of settled messages at the last collection.</summary>
    private int _ended;

    /// <summary>The number of transient faults.</summary>
    public int Faults { get; private set; }

    /// <summary>Puts all messages and waits until each is settled. After every fortieth call of a vendor, a PATCH fails.</summary>
    public async Task RunAsync()
    {
        var putting = PutAllAsync();
        var (autotask, teamDynamix) = (new FaultyVendor(world.Sandbox.Autotask, "/Tickets", Ways), new FaultyVendor(world.Sandbox.TeamDynamix, "/tickets/", Ways));
        var polls = 0;
        await QueueWorld.UntilAsync(
            async () =>
            {
                Faults = autotask.AddFaults() + teamDynamix.AddFaults();
                if (polls++ % BetweenCollections != 0)
                {
                    return false;
                }

                await _settled.CollectAsync();
                _ended = messages.Count(_settled.Contains);
                return _ended == messages.Count;
            },
            Limit,
            "every message is settled");
        await putting;
    }

    public async Task CheckAsync(bool wasKilled)
    {
        await _settled.CollectAsync();
        foreach (var message in messages)
        {
            var queue = _settled.Of(message).ShouldHaveSingleItem($"{message.Number} {message.Kind}: {message.Text}");
            (message.Kind switch
            {
                // A message that is in progress at five kills is on the poison queue.
                _ when wasKilled && queue == "poison" => true,
                BulkKind.Hopeless => queue == "poison",
                BulkKind.Faulty or BulkKind.Unparseable => queue == "rejected",

                // Of two messages for one record, the older one can be superseded if it needs a second attempt.
                _ => queue == "results" || (!wasKilled && _settled.Rejected[message.Text].GetProperty("code").GetString() == "Conflict"),
            }).ShouldBeTrue($"{message.Number} {message.Kind} is on {queue}");
        }

        foreach (var results in _settled.Results.Values)
        {
            results.ShouldAllBe(result => JsonElement.DeepEquals(result, results[0]), "repeated results are equal");
        }

        foreach (var record in messages.Where(message => message.Kind == BulkKind.Good).GroupBy(message => (message.System, message.RecordId)))
        {
            // The record has the value of the last update with a successful result.
            if (record.LastOrDefault(message => _settled.Of(message).Contains("results")) is { } last)
            {
                last.Truth(world).ShouldBe(last.Title, $"{record.Key} after {record.Count()} updates");
            }
        }
    }

    public string Figures(string home) =>
        $"{home}: {messages.Count} messages; "
        + string.Join(", ", messages.GroupBy(message => _settled.Of(message).Single()).OrderBy(group => group.Key).Select(group => $"{group.Key} {group.Count()}"))
        + $"; repeated results {_settled.Results.Values.Count(results => results.Count > 1)}; transient faults {Faults}";

    private async Task PutAllAsync()
    {
        world.Sandbox.Autotask.Faults.Add(Unavailable.For("PATCH", "/Projects").Repeated(Fault.Always));

        // One after the other, because the check depends on their order.
        foreach (var message in messages)
        {
            await world.PutAsync(message.OnQueue);
            await QueueWorld.UntilAsync(() => Task.FromResult(message.Number - _ended < MostWaiting), Limit, "messages are processed");
        }
    }
}
