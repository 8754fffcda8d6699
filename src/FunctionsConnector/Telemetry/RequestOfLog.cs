using System.Diagnostics;
using FunctionsConnector.Core.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace FunctionsConnector.Telemetry;

/// <summary>
/// Writes on each log record what the request is called in which it was written, the Functions host's id of its invocation included:
/// so a line is found by what host or caller call it, whoever wrote it.
/// </summary>
internal sealed class RequestOfLog : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data)
    {
        if (RequestSpan() is { } span)
        {
            var ids = TelemetryAttributes.OfRequest
                .Select(id => new KeyValuePair<string, object?>(id, span.GetTagItem(id)))
                .Where(id => id.Value is not null);
            data.Attributes = [.. data.Attributes ?? [], .. ids];
        }
    }

    private static Activity? RequestSpan()
    {
        var span = Activity.Current;
        while (span is not null && span.GetTagItem(TelemetryAttributes.RequestId) is null)
        {
            span = span.Parent;
        }

        return span;
    }
}
