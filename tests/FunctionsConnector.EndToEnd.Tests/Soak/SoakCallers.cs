using System.Net.Http.Json;
using FunctionsConnector.EndToEnd.Tests.Queues;

namespace FunctionsConnector.EndToEnd.Tests.Soak;

/// <summary>HTTP callers, each with records of its own, so that the truth after a reply is certain.</summary>
/// <param name="world">The simulated systems.</param>
/// <param name="connector">The process that they call.</param>
/// <param name="callersOfEach">The callers of each system.</param>
internal sealed class SoakCallers(QueueWorld world, KilledConnector connector, int callersOfEach = 4)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<string, int> _replies = new();

    /// <summary>How many replies there were of each status and code.</summary>
    public IReadOnlyDictionary<string, int> Replies => _replies;

    /// <summary>What was not answered or not true.</summary>
    public ConcurrentQueue<string> Wrong { get; } = new();

    public Task RunAsync(CancellationToken ending)
    {
        var (autotask, teamDynamix) = (world.Sandbox.Autotask.AddTickets(callersOfEach), world.Sandbox.TeamDynamix.AddTickets(callersOfEach));
        return Task.WhenAll(Enumerable.Range(0, callersOfEach).SelectMany(number => new[]
        {
            CallAsync("autotask", "Tickets", autotask + number, TimeSpan.Zero, ending),
            CallAsync("teamdynamix", "tickets-42", teamDynamix + number, TimeSpan.FromSeconds(8), ending),
        }));
    }

    public override string ToString() => $"replies {string.Join(", ", _replies.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Key} {pair.Value}"))}";

    private async Task CallAsync(string system, string recordType, long record, TimeSpan more, CancellationToken ending)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(2) };
        client.DefaultRequestHeaders.Add("x-api-key", World.ApiKey);
        var number = 0;
        await Pace.EveryAsync(Between + more, async () =>
        {
            var title = string.Create(CultureInfo.InvariantCulture, $"call {number++}");
            var changes = connector.Changes;
            try
            {
                using var response = await client.PatchAsJsonAsync(
                    new Uri(connector.Url, $"/api/systems/{system}/records/{recordType}/{record}/field"), new { field = "title", value = title }, CancellationToken.None);
                var body = JsonElement.Parse(await response.Content.ReadAsStringAsync(CancellationToken.None));
                Check(body, system, record, title, (int)response.StatusCode);
            }
            catch (HttpRequestException) when (changes % 2 == 1 || connector.Changes != changes)
            {
                _replies.AddOrUpdate("killed", 1, (_, count) => count + 1);
            }
            catch (HttpRequestException exception)
            {
                Wrong.Enqueue($"{system} {record} {title} was not answered: {exception.Message}");
            }
        }, ending);
    }

    private void Check(JsonElement body, string system, long record, string title, int status)
    {
        var code = body.TryGetProperty("error", out var error) ? error.GetProperty("code").GetString()! : body.GetProperty("outcome").GetString()!;
        _replies.AddOrUpdate($"{status} {code}", 1, (_, count) => count + 1);
        var isWritten = SoakTruth.TitleOf(world, system, record) == title;
        var isTrue = code switch
        {
            "applied" => isWritten,
            "OutcomeUnknown" => true,
            _ => !isWritten,
        };
        if (!isTrue)
        {
            Wrong.Enqueue($"{system} {record} {title}: {status} {body}");
        }
    }
}
