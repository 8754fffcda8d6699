using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using Azure.Core.Pipeline;
using FunctionsConnector.Actions.Queue.Storage;

namespace FunctionsConnector.Benchmarks.Scenarios;

/// <summary>A storage account in a separate Azurite.</summary>
internal sealed class AzuriteQueues : IAsyncDisposable
{
    private const string Account = "benchmarks";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly AzuriteProcess _azurite;

    private AzuriteQueues(AzuriteProcess azurite, string connectionString)
    {
        (_azurite, ConnectionString) = (azurite, connectionString);
        Queues = new UpdateQueues(QueueConnection.Parse(connectionString).Connection!.Open(HttpClientTransport.Shared), "field-updates");
    }

    public string ConnectionString { get; }

    public UpdateQueues Queues { get; }

    /// <returns>The queues, or the reason why this machine cannot have them.</returns>
    public static async Task<(AzuriteQueues? Queues, string? Reason)> StartAsync()
    {
        try
        {
            var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
            var azurite = await AzuriteProcess.StartAsync($"{Account}:{key}");
            var queues = new AzuriteQueues(azurite, $"AccountName={Account};AccountKey={key};QueueEndpoint={azurite.Url}{Account}/");
            foreach (var queue in queues.Queues.All)
            {
                if (await queue.CreateAsync(CancellationToken.None) is { } failure)
                {
                    throw new InvalidOperationException(failure.Message);
                }
            }

            return (queues, null);
        }
        catch (Win32Exception)
        {
            return (null, "Azurite needs Node.js and npm, which are not here.");
        }
    }

    public async Task PutAsync(string message)
    {
        if ((await Queues.Updates.PutAsync(message, expires: false, CancellationToken.None)).Failure is { } failure)
        {
            throw new InvalidOperationException(failure.Message);
        }
    }

    /// <summary>Takes the visible results. Polls Azurite rarely, because a poll costs as much as a message.</summary>
    public async Task<IReadOnlyList<string>> TakeResultsAsync()
    {
        var taken = await Queues.Results.ReceiveAsync(StorageQueue.LargestBatch, TimeSpan.FromHours(1), CancellationToken.None);
        var messages = taken.Value ?? throw new InvalidOperationException(taken.Failure!.Message);
        await Task.WhenAll(messages.Select(message => Queues.Results.DeleteAsync(message, CancellationToken.None)));
        return [.. messages.Select(message => message.Text)];
    }

    /// <summary>Takes the given number of results.</summary>
    public async Task<IReadOnlyList<string>> TakeResultsAsync(int count)
    {
        var (results, start) = (new List<string>(), Stopwatch.GetTimestamp());
        while (results.Count < count)
        {
            if (Stopwatch.GetElapsedTime(start) > Longest)
            {
                throw new TimeoutException($"After {Longest} there were {results.Count} of {count} results.");
            }

            var taken = await TakeResultsAsync();
            results.AddRange(taken);
            if (taken.Count == 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200));
            }
        }

        return results;
    }

    public ValueTask DisposeAsync() => _azurite.DisposeAsync();
}
