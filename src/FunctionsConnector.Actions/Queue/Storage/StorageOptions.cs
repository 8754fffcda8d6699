using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Queues;

namespace FunctionsConnector.Actions.Queue.Storage;

/// <summary>How the client library speaks to the Queue service.</summary>
internal sealed class StorageOptions : QueueClientOptions
{
    /// <summary>How long one try waits for an answer.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    // Far from the newest version, so that every cloud and every emulator knows it; all that is asked for is older still.
    public StorageOptions(HttpPipelineTransport transport)
        : base(ServiceVersion.V2021_12_02)
    {
        Transport = transport;
        MessageEncoding = QueueMessageEncoding.None;
        Retry.MaxRetries = 3;
        Retry.Delay = TimeSpan.FromMilliseconds(200);
        Retry.NetworkTimeout = Timeout;
        AddPolicy(new CarriageReturns(), HttpPipelinePosition.PerCall);
    }
}
