using System.Globalization;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Updates;

/// <summary>
/// Whether somebody changed a record between its PATCH and its read-back, by the record's own stamp. A second instance of the connector is
/// somebody too.
/// </summary>
internal static class LaterChange
{
    private const string CannotTell = "Whether somebody else has changed it since the update cannot be told.";

    /// <summary>A sentence for the failure of an update that the record does not show.</summary>
    public static string Describe(PlannedUpdate update, WriteResult result, ReadBack readBack)
    {
        if (readBack.Earlier.Any(record => Verification.Shows(record, update)))
        {
            return "It showed the new values at first. Somebody, or a rule of the system, has changed it since.";
        }

        if (readBack.Seen.Value?.Stamp is not { } last)
        {
            return CannotTell;
        }

        var own = (result as WriteResult.Accepted)?.Echo?.Stamp;
        return own?.At == last.At || result.At?.IsAfter(last.At) is true ? $"Nobody has changed it since {Text(last)}, so the update had no effect on it."
            : result.At?.IsBefore(last.At) is true || readBack.Earlier.Any(record => record.Stamp is { } stamp && stamp.At < last.At)
                ? $"It was changed again at {Text(last)}{(own?.By is { } us && last.By is { } by && us != by ? ", by another account" : string.Empty)}."
                : CannotTell;
    }

    /// <summary>Whether the record certainly was not changed by this PATCH or after it.</summary>
    public static bool IsExcluded(WriteResult result, Record record) => record.Stamp is { } stamp && result.At?.IsAfter(stamp.At) is true;

    private static string Text(ChangeStamp stamp) => stamp.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
