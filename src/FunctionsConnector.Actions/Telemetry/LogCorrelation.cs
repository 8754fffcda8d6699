using System.Diagnostics;
using FunctionsConnector.Core.Secrets;
using FunctionsConnector.Core.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace FunctionsConnector.Actions.Telemetry;

/// <summary>
/// Adds the ids of the current request to each log record, the invocation id of the Functions host included, so that a log query finds
/// every line of a request. The ids are redacted here, because the span is not redacted yet and a caller's id may be a key.
/// </summary>
internal sealed class LogCorrelation(SecretRedactor secrets) : BaseProcessor<LogRecord>
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
