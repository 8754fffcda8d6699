using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Queues;

namespace FunctionsConnector.Actions.Queue.Storage;

/// <summary>The client options for the Queue service.</summary>
internal sealed class StorageOptions : QueueClientOptions
{
    /// <summary>How long one attempt waits for a response.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    // An old version, so that every cloud and every emulator supports it. All operations that are used are older.
    public StorageOptions(HttpPipelineTransport transport)
        : base(ServiceVersion.V2021_12_02)
    {
        Transport = transport;
        MessageEncoding = QueueMessageEncoding.None;
        Retry.MaxRetries = 3;
        Retry.Delay = TimeSpan.FromMilliseconds(200);
        Retry.NetworkTimeout = Timeout;
        AddPolicy(new CarriageReturnPolicy(), HttpPipelinePosition.PerCall);
    }
}
