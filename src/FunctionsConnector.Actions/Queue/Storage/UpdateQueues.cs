using Azure.Core.Pipeline;
using Azure.Storage.Queues;
using FunctionsConnector.Actions.Identity;
using FunctionsConnector.Actions.Settings;

namespace FunctionsConnector.Actions.Queue.Storage;

/// <summary>The queue of updates and the queues for its outcomes.</summary>
internal sealed class UpdateQueues(QueueServiceClient service, string name)
{
    public StorageQueue Updates { get; } = new(service.GetQueueClient(name));

    public StorageQueue Results { get; } = new(service.GetQueueClient($"{name}-results"));

    public StorageQueue Rejected { get; } = new(service.GetQueueClient($"{name}-rejected"));

    public StorageQueue Poison { get; } = new(service.GetQueueClient($"{name}-poison"));

    public IReadOnlyList<StorageQueue> All => [Updates, Results, Rejected, Poison];

    public static UpdateQueues Of(QueueSettings settings, AzureCredentials credentials, HttpPipelineTransport transport) => new(
        settings.Connection is { } connection
            ? connection.Open(transport)
            : new QueueServiceClient(settings.ServiceUri!, credentials.Of(settings.Identity), new StorageOptions(transport)),
        settings.Name);
}
