using System.Diagnostics;
using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Core.Telemetry;

/// <summary>Starts the connector's own spans. While nobody listens they are null and cost nothing.</summary>
public static class Tracing
{
    private static readonly ActivitySource Source = new(TelemetryNames.Source);

    public static bool IsWanted => Source.HasListeners();

    /// <summary>A span below the current one, or below that of the header <c>traceparent</c>; dispose of it to end it.</summary>
    public static Activity? Start(string name, ActivityKind kind = ActivityKind.Internal, string? traceParent = null) =>
        ActivityContext.TryParse(traceParent, traceState: null, out var parent) ? Source.StartActivity(name, kind, parent) : Source.StartActivity(name, kind);

    /// <summary>Lets the span of the update that a step belongs to say the record type: a caller's words for it could be anything.</summary>
    internal static void NameUpdate(Activity? step, RecordType recordType)
    {
        if (UpdateOf(step) is { } update)
        {
            update.DisplayName = $"{TelemetryNames.Update} {recordType.Id}";
        }
    }

    /// <summary>Lets the span of the update that a step belongs to point to the span of the PATCH it travelled in.</summary>
    internal static void LinkUpdate(Activity? step, ActivityContext patch)
    {
        if (UpdateOf(step) is { } update && patch != default)
        {
            update.AddLink(new ActivityLink(patch));
        }
    }

    private static Activity? UpdateOf(Activity? step) => step?.Parent is { OperationName: TelemetryNames.Update } update ? update : null;
}
