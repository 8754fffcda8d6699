using System.Diagnostics;
using System.Globalization;
using FunctionsConnector.Benchmarks.Processes;
using FunctionsConnector.Benchmarks.Reporting;

namespace FunctionsConnector.Benchmarks.Scenarios;

/// <summary>The throughput from the queue of updates to the queue of results.</summary>
internal sealed class QueueThroughput : IScenario
{
    private const string Title = "Queued updates, end to end";
    private const int Concurrency = 16;

    public string Name => "queue";

    public async Task<Table> RunAsync(Workbench workbench)
    {
        var (azurite, reason) = await AzuriteQueues.StartAsync();
        if (azurite is null)
        {
            return Table.NotMeasured(Title, reason!);
        }

        await using (azurite)
        {
            var messages = workbench.Options.IsQuick ? 100 : 500;
            var alone = await PutAndTakeAsync(azurite, messages);
            for (var number = 0; number < messages; number++)
            {
                await azurite.PutAsync(Message(workbench.Vendor.FirstTicket + number));
            }

            var start = Stopwatch.GetTimestamp();
            await using var connector = ServerProcess.Start(workbench.Connector, new Dictionary<string, string?>(
                ConnectorSettings.For(workbench.Vendor, workbench.Vendor.StandInZone, ConnectorSettings.ManyCalls))
            {
                ["Queue:Connection"] = azurite.ConnectionString,
                ["Queue:Concurrency"] = Concurrency.ToString(CultureInfo.InvariantCulture),
            });
            var results = await azurite.TakeResultsAsync(messages);
            var perSecond = messages / Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (results.Count(result => result.Contains("\"outcome\":\"applied\"", StringComparison.Ordinal)) != messages)
            {
                throw new InvalidOperationException($"Not every queued update was applied: {results[0]}");
            }

            return new Table(
                Title,
                Table.Comparison,
                [new Line(null, $"{messages} messages, from the start of the executable to the last result", Figures.Rate(perSecond), $"Azurite alone, as many messages put, taken and deleted: {Figures.Rate(alone)}", Figures.Ratio(perSecond / alone))],
                $"`Queue:Concurrency` {Concurrency}, a ticket per message, `verify: true`, the stand-in as vendor. A message is taken, its result put, and the message deleted; "
                    + "then the benchmark takes and deletes the result.");
        }
    }

    /// <summary>The throughput of the queue alone: messages are put, received in batches, and deleted.</summary>
    private static async Task<double> PutAndTakeAsync(AzuriteQueues azurite, int messages)
    {
        var start = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, messages, new ParallelOptions { MaxDegreeOfParallelism = Concurrency }, async (_, cancellationToken) =>
            await azurite.Queues.Results.PutAsync(Message(0), expires: true, cancellationToken));
        await azurite.TakeResultsAsync(messages);
        return messages / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static string Message(long ticket) =>
        $$$"""{"system":"autotask","recordType":"Tickets","recordId":"{{{ticket}}}","fields":{"title":"queued"}}""";
}
