using FunctionsConnector.EndToEnd.Tests.Queues;
using FunctionsConnector.EndToEnd.Tests.Soak;

namespace FunctionsConnector.EndToEnd.Tests.Coordination;

/// <summary>Messages in rounds: each round changes every record. The last round is put more than a second after the one before it.</summary>
/// <param name="world">The simulated systems.</param>
/// <param name="records">How many records, half of them in each system.</param>
/// <param name="rounds">How many messages for each record.</param>
internal sealed class SharedMessages(QueueWorld world, int records, int rounds)
{
    /// <summary>Azurite is slow with many messages.</summary>
    private const int MostWaiting = 300;

    private readonly List<BulkMessage> _put = [];
    private readonly SettledMessages _settled = new(world.Queues);
    private int _ended;

    public int All => records * rounds;

    public int Ended => _ended;

    public async Task PutAsync(TimeSpan limit)
    {
        var (autotask, teamDynamix) = (world.Sandbox.Autotask.AddTickets(records), world.Sandbox.TeamDynamix.AddTickets(records));
        for (var round = 0; round < rounds; round++)
        {
            if (round == rounds - 1)
            {
                await Task.Delay(TimeSpan.FromSeconds(1.5), TestContext.Current.CancellationToken);
            }

            for (var record = 0; record < records; record++)
            {
                await QueueWorld.UntilAsync(() => Task.FromResult(_put.Count - _ended < MostWaiting), limit, "messages are processed");
                await PutAsync(record % 2 == 0 ? "autotask" : "teamdynamix", record % 2 == 0 ? autotask + record : teamDynamix + record);
            }
        }
    }

    public async Task<bool> AreSettledAsync()
    {
        await _settled.CollectAsync();
        _ended = _put.Count(_settled.Contains);
        return _ended == All;
    }

    /// <summary>What is not as it should be.</summary>
    public IReadOnlyList<string> Wrong() =>
    [
        .. _put.Where(message => _settled.Of(message).Count() != 1).Select(message => $"{message.Text} is on {string.Join(", ", _settled.Of(message))}"),
        .. _settled.Results.Values.Where(results => results.Exists(result => !JsonElement.DeepEquals(result, results[0]))).Select(results => $"different results: {string.Join(" | ", results)}"),
        .. _settled.Rejected.Where(rejected => rejected.Value.GetProperty("code").GetString() != "Conflict").Select(rejected => $"{rejected.Key}: {rejected.Value}"),
        .. _put.GroupBy(message => (message.System, message.RecordId))
            .Select(record => (Last: record.Last(message => !_settled.Of(message).Contains("poison")), Truth: SoakTruth.TitleOf(world, record.Key.System, record.Key.RecordId)))
            .Where(record => record.Truth != record.Last.Title)
            .Select(record => $"{record.Last.Text} is the last, and the record holds {record.Truth}"),
    ];

    /// <summary>How many messages are on the poison queue: those that were in progress at five kills.</summary>
    public int Poisoned => _settled.Poison.Count;

    public override string ToString() => $"{_put.Count} messages: "
        + string.Join(", ", _put.GroupBy(message => string.Join('+', _settled.Of(message))).Select(group => $"{group.Key} {group.Count()}"))
        + $", repeated results {_settled.Results.Values.Count(results => results.Count > 1)}";

    private async Task PutAsync(string system, long record)
    {
        var number = _put.Count;
        var text = JsonSerializer.Serialize(new
        {
            id = $"m-{number}",
            system,
            recordType = system == "autotask" ? "Tickets" : "tickets-42",
            recordId = record.ToString(CultureInfo.InvariantCulture),
            fields = new { title = $"title {number}" },
        });
        var message = new BulkMessage(number, BulkKind.Good, text, system, record);
        await world.PutAsync(message.OnQueue);
        _put.Add(message);
    }
}
