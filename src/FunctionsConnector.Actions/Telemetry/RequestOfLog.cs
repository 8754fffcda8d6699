using System.Diagnostics;
using FunctionsConnector.Core.Secrets;
using FunctionsConnector.Core.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace FunctionsConnector.Actions.Telemetry;

/// <summary>
/// Writes on each log record what the request is called in which it was written, the Functions host's id of its invocation included:
/// so a line is found by what host or caller call it, whoever wrote it. The span still has what the caller wrote, which may be a key.
/// </summary>
internal sealed class RequestOfLog(SecretRedactor secrets) : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data)
    {
        if (RequestSpan() is { } span)
        {
            var ids = TelemetryAttributes.OfRequest
                .Select(id => (Name: id, Value: span.GetTagItem(id) as string))
                .Where(id => id.Value is not null)
                .Select(id => new KeyValuePair<string, object?>(id.Name, secrets.Redact(id.Value!)));
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
