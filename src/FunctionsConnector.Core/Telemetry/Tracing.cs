using System.Diagnostics;
using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Core.Telemetry;

/// <summary>Starts the connector's own spans. Without a listener they are null and cost nothing.</summary>
public static class Tracing
{
    private static readonly ActivitySource Source = new(TelemetryNames.Source);

    public static bool IsEnabled => Source.HasListeners();

    /// <summary>Starts a child of the current span. Dispose of it to end it.</summary>
    public static Activity? Start(string name, ActivityKind kind = ActivityKind.Internal) => Source.StartActivity(name, kind);

    /// <summary>Adds the resolved record type to the name of the update's span. The caller's own text could be anything.</summary>
    internal static void NameUpdate(Activity? step, RecordType recordType)
    {
        if (UpdateOf(step) is { } update)
        {
            update.DisplayName = $"{TelemetryNames.Update} {recordType.Id}";
        }
    }

    /// <summary>Links the update's span to the span of the PATCH that carried it.</summary>
    internal static void LinkUpdate(Activity? step, ActivityContext patch)
    {
        if (UpdateOf(step) is { } update && patch != default)
        {
            update.AddLink(new ActivityLink(patch));
        }
    }

    private static Activity? UpdateOf(Activity? step) => step?.Parent is { OperationName: TelemetryNames.Update } update ? update : null;
}
