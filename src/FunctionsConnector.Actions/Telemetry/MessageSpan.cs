using System.Diagnostics;
using FunctionsConnector.Actions.Queue.Messages;
using FunctionsConnector.Core.Telemetry;

namespace FunctionsConnector.Actions.Telemetry;

/// <summary>The span of one attempt at a message.</summary>
internal static class MessageSpan
{
    /// <summary>The span of a delivery from this queue.</summary>
    /// <remarks>The invocation id joins it to the telemetry of the Functions host, whose own span may not be sampled.</remarks>
    public static Activity? Start(string queue) =>
        Tracing.IsEnabled && Tracing.Start($"{TelemetryNames.Process} {queue}", ActivityKind.Consumer) is { } span
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
