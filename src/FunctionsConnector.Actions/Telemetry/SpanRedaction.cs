using System.Diagnostics;
using FunctionsConnector.Core.Secrets;
using OpenTelemetry;

namespace FunctionsConnector.Actions.Telemetry;

/// <summary>Redacts secrets in spans: a caller may have put a key into the path, the record type or the id of its request.</summary>
internal sealed class SpanRedaction(SecretRedactor secrets) : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        foreach (var (name, value) in data.TagObjects.ToList())
        {
            if (value is string text && secrets.Redact(text) is var redacted && !ReferenceEquals(redacted, text))
            {
                data.SetTag(name, redacted);
            }
        }
    }
}
