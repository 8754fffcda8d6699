using System.Diagnostics;
using FunctionsConnector.Core.Telemetry;
using FunctionsConnector.Actions.Queue.Messages;

namespace FunctionsConnector.Actions.Telemetry;

/// <summary>The span of one attempt at a message.</summary>
internal static class MessageSpan
{
    /// <summary>The span of a delivery.</summary>
    /// <param name="queue">The queue of the message.</param>
    /// <param name="traceParent">The parent span of the Functions host; null for none.</param>
    public static Activity? Start(string queue, string? traceParent) =>
        Tracing.IsEnabled && Tracing.Start($"{TelemetryNames.Process} {queue}", ActivityKind.Consumer, traceParent) is { } span
            ? span
                .SetTag(TelemetryAttributes.MessagingSystem, "azure_storage_queues")
                .SetTag(TelemetryAttributes.MessagingOperation, TelemetryNames.Process)
                .SetTag(TelemetryAttributes.Queue, queue)
            : null;

    /// <summary>Adds the message's id and attempt to the span and records how long it waited. Its text is not recorded.</summary>
    public static void Mark(QueueMessage message, TimeProvider time)
    {
        if (Tracing.IsEnabled)
        {
            Activity.Current?.SetTag(TelemetryAttributes.MessageId, message.Id).SetTag(TelemetryAttributes.Try, message.Attempt);
        }

        ConnectorMetrics.RecordQueueLag(time.GetUtcNow() - message.QueuedAt, isFirstTry: message.Attempt == 1);
    }
}
