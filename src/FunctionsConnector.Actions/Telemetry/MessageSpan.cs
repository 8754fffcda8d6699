using System.Diagnostics;
using FunctionsConnector.Core.Telemetry;
using FunctionsConnector.Actions.Queue.Messages;

namespace FunctionsConnector.Actions.Telemetry;

/// <summary>One try of a message.</summary>
internal static class MessageSpan
{
    /// <summary>The span of a delivery.</summary>
    /// <param name="queue">Where the message was.</param>
    /// <param name="traceParent">The span that the Functions host gave it; null where there is none.</param>
    public static Activity? Start(string queue, string? traceParent) =>
        Tracing.IsEnabled && Tracing.Start($"{TelemetryNames.Process} {queue}", ActivityKind.Consumer, traceParent) is { } span
            ? span
                .SetTag(TelemetryAttributes.MessagingSystem, "azure_storage_queues")
                .SetTag(TelemetryAttributes.MessagingOperation, TelemetryNames.Process)
                .SetTag(TelemetryAttributes.Queue, queue)
            : null;

    /// <summary>Tells which message it is and how long it waited; of its text, nothing.</summary>
    public static void Mark(QueueMessage message, TimeProvider time)
    {
        if (Tracing.IsEnabled)
        {
            Activity.Current?.SetTag(TelemetryAttributes.MessageId, message.Id).SetTag(TelemetryAttributes.Try, message.Attempt);
        }

        ConnectorMetrics.RecordQueueLag(time.GetUtcNow() - message.QueuedAt, isFirstTry: message.Attempt == 1);
    }
}
