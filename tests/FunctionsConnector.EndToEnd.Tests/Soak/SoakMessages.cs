using FunctionsConnector.EndToEnd.Tests.Queues;

namespace FunctionsConnector.EndToEnd.Tests.Soak;

/// <summary>Messages at a steady pace, each for a record of its own: three a second for Autotask, one in two seconds for TeamDynamix.</summary>
internal sealed class SoakMessages(QueueWorld world)
{
    private const int AutotaskToOneOther = 6;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(300);

    private readonly List<BulkMessage> _put = [];
    private readonly SettledMessages _settled = new(world.Queues);

    public async Task PutAsync(CancellationToken ending) => await Pace.EveryAsync(Between, async () =>
    {
        var number = _put.Count;
        var (system, type, record) = number % (AutotaskToOneOther + 1) == 0
            ? ("teamdynamix", "tickets-42", world.Sandbox.TeamDynamix.AddTickets(1))
            : ("autotask", "Tickets", world.Sandbox.Autotask.AddTickets(1));
        var text = JsonSerializer.Serialize(new
        {
            id = $"m-{number}",
            system,
            recordType = type,
            recordId = record.ToString(CultureInfo.InvariantCulture),
            fields = new { title = $"title {number}" },
        });
        var message = new BulkMessage(number, BulkKind.Good, text, system, record);
        await world.PutAsync(message.OnQueue);
        _put.Add(message);

        // Azurite is slow with many messages.
        if (number % 100 == 0)
        {
            await _settled.CollectAsync();
        }
    }, ending);

    public async Task<bool> AreSettledAsync()
    {
        await _settled.CollectAsync();
        return _put.TrueForAll(_settled.Contains);
    }

    /// <summary>Messages that are not on exactly one queue, or whose result is not true.</summary>
    public IReadOnlyList<string> Wrong() => [.. _put.Where(message => !IsRight(message)).Select(message => $"{message.Text} on {string.Join(", ", _settled.Of(message))}")];

    public override string ToString() => $"{_put.Count} messages: "
        + string.Join(", ", _put.GroupBy(message => string.Join('+', _settled.Of(message))).Select(group => $"{group.Key} {group.Count()}"));

    private bool IsRight(BulkMessage message) => _settled.Of(message).ToList() switch
    {
        ["results"] => SoakTruth.TitleOf(world, message.System, message.RecordId) == message.Title,
        ["rejected"] => SoakTruth.TitleOf(world, message.System, message.RecordId) != message.Title,
        ["poison"] => true,
        _ => false,
    };
}
