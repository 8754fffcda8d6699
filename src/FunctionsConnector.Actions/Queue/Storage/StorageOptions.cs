using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Queues;

namespace FunctionsConnector.Actions.Queue.Storage;

/// <summary>The client options for the Queue service.</summary>
internal sealed class StorageOptions : QueueClientOptions
{
    private const int Retries = 3;

    /// <summary>How long one attempt waits for a response.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest call, with its retries and the pauses between them.</summary>
    public static readonly TimeSpan LongestCall = ((1 + Retries) * Timeout) + (Pause * ((1 << Retries) - 1) * 1.2);

    // An old version, so that every cloud and every emulator supports it. All operations that are used are older.
    public StorageOptions(HttpPipelineTransport transport)
        : base(ServiceVersion.V2021_12_02)
    {
        Transport = transport;
        MessageEncoding = QueueMessageEncoding.None;
        Retry.MaxRetries = Retries;
        Retry.Delay = Pause;
        Retry.NetworkTimeout = Timeout;
        AddPolicy(new CarriageReturnPolicy(), HttpPipelinePosition.PerCall);
        AddPolicy(new UnknownCharacterPolicy(), HttpPipelinePosition.PerCall);
    }
}
