using System.Diagnostics;
using FunctionsConnector.Core.Telemetry;
using FunctionsConnector.Queue.Messages;

namespace FunctionsConnector.Telemetry;

/// <summary>One try of a message.</summary>
internal static class MessageSpan
{
    /// <summary>The span of a message that the process took off the queue itself; under the Functions host, its call is the span.</summary>
    public static Activity? Start(string queue) =>
        Tracing.IsWanted && Tracing.Start($"{TelemetryNames.Process} {queue}", ActivityKind.Consumer) is { } span
            ? span
                .SetTag(TelemetryAttributes.MessagingSystem, "azure_storage_queues")
                .SetTag(TelemetryAttributes.MessagingOperation, TelemetryNames.Process)
                .SetTag(TelemetryAttributes.Queue, queue)
            : null;

    /// <summary>Tells which message it is and how long it waited; of its text, nothing.</summary>
    public static void Mark(QueueMessage message, TimeProvider time)
    {
        if (Tracing.IsWanted)
        {
            Activity.Current?.SetTag(TelemetryAttributes.MessageId, message.Id).SetTag(TelemetryAttributes.Try, message.Tries);
        }

        if (message.QueuedAt is { } queuedAt)
        {
            Metering.Queued(time.GetUtcNow() - queuedAt, isFirstTry: message.Tries is 1);
        }
    }
}
