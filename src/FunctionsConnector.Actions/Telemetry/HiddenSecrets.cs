using System.Diagnostics;
using FunctionsConnector.Core.Secrets;
using OpenTelemetry;

namespace FunctionsConnector.Actions.Telemetry;

/// <summary>Takes secrets out of spans: a caller may have put a key into the path, into a record type or into what it calls its request.</summary>
internal sealed class HiddenSecrets(SecretRedactor secrets) : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        foreach (var (name, value) in data.TagObjects.ToList())
        {
            if (value is string text && secrets.Redact(text) is var shown && !ReferenceEquals(shown, text))
            {
                data.SetTag(name, shown);
            }
        }
    }
}
