namespace FunctionsConnector.EndToEnd.Tests.Queues;

/// <summary>Many messages, good and bad, for vendors that stumble, until each has ended somewhere.</summary>
internal sealed class BulkRun(QueueWorld world, IReadOnlyList<BulkMessage> messages)
{
    /// <summary>The collection of tests that would only slow each other down.</summary>
    public const string OneAtATime = "bulk runs";

    private const string Html = "<html><body>Bad Gateway</body></html>";

    /// <summary>Azurite looks through all that it holds at each question, so it is asked seldom.</summary>
    private const int BetweenCollections = 20;

    /// <summary>For the same reason there are never more on the queue than it takes to keep everybody busy.</summary>
    private const int MostWaiting = 200;

    /// <summary>A gateway that asks for a short wait, so that all tries of a message take seconds only.</summary>
    private static readonly Fault Unavailable =
        Fault.Status(503, Html, "text/html", new Dictionary<string, string> { ["Retry-After"] = "1" });

    /// <summary>Some ten times what a run takes on two idle cores.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private readonly FinalPlaces _places = new(world.Queues);

    /// <summary>How many had ended at the last collection.</summary>
    private int _ended;

    /// <summary>How many transient faults the vendors were made to have.</summary>
    public int Faults { get; private set; }

    /// <summary>Puts all messages, waits for the end of each, and meanwhile lets every fortieth call that a vendor sees be followed by a PATCH that fails.</summary>
    public async Task RunAsync()
    {
        var putting = PutAllAsync();
        var (autotask, teamDynamix) = (new Stumbling(world.Sandbox.Autotask, "/Tickets"), new Stumbling(world.Sandbox.TeamDynamix, "/tickets/"));
        var looks = 0;
        await QueueWorld.UntilAsync(
            async () =>
            {
                Faults = autotask.GoOn() + teamDynamix.GoOn();
                if (looks++ % BetweenCollections != 0)
                {
                    return false;
                }

                await _places.CollectAsync();
                _ended = messages.Count(_places.Have);
                return _ended == messages.Count;
            },
            Limit,
            "every message ends somewhere");
        await putting;
    }

    public async Task CheckAsync(bool wasKilled)
    {
        await _places.CollectAsync();
        foreach (var message in messages)
        {
            var place = _places.Of(message).ShouldHaveSingleItem($"{message.Number} {message.Kind}: {message.Text}");
            (message.Kind switch
            {
                // Who is under way at five kills is in the poison queue, be it good or bad.
                _ when wasKilled && place == "poison" => true,
                BulkKind.Hopeless => place == "poison",
                BulkKind.Faulty or BulkKind.Unparseable => place == "rejected",

                // Of two messages for one record the older may come too late, when it has to be tried again.
                _ => place == "results" || (!wasKilled && _places.Rejected[message.Text].GetProperty("code").GetString() == "Conflict"),
            }).ShouldBeTrue($"{message.Number} {message.Kind} is in {place}");
        }

        foreach (var said in _places.Results.Values)
        {
            said.ShouldAllBe(result => JsonElement.DeepEquals(result, said[0]), "what is said twice is the same");
        }

        foreach (var record in messages.Where(message => message.Kind == BulkKind.Good).GroupBy(message => (message.System, message.RecordId)))
        {
            // What the record holds is what the last update did that is said to have been made.
            if (record.LastOrDefault(message => _places.Of(message).Contains("results")) is { } last)
            {
                last.Truth(world).ShouldBe(last.Title, $"{record.Key} after {record.Count()} updates");
            }
        }
    }

    public string Figures(string home) =>
        $"{home}: {messages.Count} messages; "
        + string.Join(", ", messages.GroupBy(message => _places.Of(message).Single()).OrderBy(group => group.Key).Select(group => $"{group.Key} {group.Count()}"))
        + $"; results said twice {_places.Results.Values.Count(said => said.Count > 1)}; transient faults {Faults}";

    private async Task PutAllAsync()
    {
        world.Sandbox.Autotask.Faults.Add(Unavailable.For("PATCH", "/Projects").Repeated(Fault.Always));

        // One after the other, because their order is looked at later.
        foreach (var message in messages)
        {
            await world.PutAsync(message.OnQueue);
            await QueueWorld.UntilAsync(() => Task.FromResult(message.Number - _ended < MostWaiting), Limit, "messages are worked on");
        }
    }

    /// <summary>A vendor that fails now and then, each time in another way.</summary>
    private sealed class Stumbling(IVendorSandbox vendor, string path)
    {
        private const int Every = 40;

        private static readonly Fault[] Ways =
            [Unavailable, Fault.DropAfterWrite(), Fault.StatusAfterWrite(502, Html, "text/html"), Fault.DropBeforeWrite()];

        private long _seen;
        private int _faults;

        /// <returns>How often it has failed, or is about to.</returns>
        public int GoOn()
        {
            for (; _seen + Every <= vendor.Calls.Count; _seen += Every)
            {
                vendor.Faults.Add(Ways[_faults++ % Ways.Length].For("PATCH", path));
            }

            return _faults;
        }
    }
}
