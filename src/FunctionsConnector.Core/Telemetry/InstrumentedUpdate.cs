using System.Diagnostics;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Updates;

namespace FunctionsConnector.Core.Telemetry;

/// <summary>Wraps an update in a span and counts it by its outcome.</summary>
internal static class InstrumentedUpdate
{
    /// <summary>Whether a listener traces or counts updates. Without one, call the update directly.</summary>
    public static bool IsEnabled => Tracing.IsEnabled || ConnectorMetrics.CountsUpdates;

    public static async Task<Result<UpdateOutcome>> RunAsync(
        UpdateRequest request, Func<UpdateRequest, CancellationToken, Task<Result<UpdateOutcome>>> update, CancellationToken cancellationToken)
    {
        using var span = Start(request);
        try
        {
            var result = await update(request, cancellationToken);
            if (result.Succeeded(out var outcome, out var failure))
            {
                End(span, outcome.System, Text(outcome.Kind), failed: false);
            }
            else
            {
                span?.SetTag(TelemetryAttributes.VendorStatus, failure.VendorStatus);
                End(span, failure.Code == FailureCode.SystemNotFound ? null : failure.System, failure.Code.Name, failed: true);
            }

            return result;
        }
        catch (Exception exception)
        {
            End(span, system: null, exception.GetType().Name, failed: true);
            throw;
        }
    }

    private static Activity? Start(UpdateRequest request)
    {
        if (Tracing.Start(TelemetryNames.Update) is not { } span)
        {
            return null;
        }

        foreach (var id in TelemetryAttributes.OfRequest)
        {
            span.SetTag(id, span.Parent?.GetTagItem(id));
        }

        return span
            .SetTag(TelemetryAttributes.RecordType, request.RecordType)
            .SetTag(TelemetryAttributes.RecordId, request.RecordId)
            .SetTag(TelemetryAttributes.Verify, request.Verify);
    }

    // A failure's message names fields and values, so the span has only its code.
    private static void End(Activity? span, string? system, string outcome, bool failed)
    {
        var errorType = failed ? outcome : null;
        span?.SetTag(TelemetryAttributes.System, system)
            .SetTag(TelemetryAttributes.Outcome, outcome)
            .SetTag(TelemetryAttributes.ErrorType, errorType)
            .SetStatus(failed ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
        ConnectorMetrics.RecordUpdate(system, outcome, errorType);
    }

    private static string Text(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Applied => "applied",
        OutcomeKind.Adjusted => "adjusted",
        OutcomeKind.Unchanged => "unchanged",
        OutcomeKind.Accepted => "accepted",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
