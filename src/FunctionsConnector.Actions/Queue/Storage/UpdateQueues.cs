using Azure.Core.Pipeline;
using FunctionsConnector.Actions.Identity;
using FunctionsConnector.Actions.Settings;

namespace FunctionsConnector.Actions.Queue.Storage;

/// <summary>The queue of updates and its companions.</summary>
internal sealed class UpdateQueues(StorageService service, string name)
{
    public StorageQueue Updates { get; } = service.Queue(name);

    public StorageQueue Results { get; } = service.Queue($"{name}-results");

    public StorageQueue Rejected { get; } = service.Queue($"{name}-rejected");

    public StorageQueue Poison { get; } = service.Queue($"{name}-poison");

    public IReadOnlyList<StorageQueue> All => [Updates, Results, Rejected, Poison];

    public static UpdateQueues Of(QueueSettings settings, TimeProvider time, AzureCredentials credentials, HttpPipelineTransport transport) => new(
        settings.Connection is { } connection
            ? StorageService.Of(connection, time)
            : StorageService.Of(settings.ServiceUri!, credentials.Of(settings.Identity), transport),
        settings.Name);
}

/// <summary>The queues, if there are any: an installation without them serves HTTP alone.</summary>
/// <param name="Queues">The queues; null where none are configured.</param>
internal sealed record ConfiguredQueues(UpdateQueues? Queues);
