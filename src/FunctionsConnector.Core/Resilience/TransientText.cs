using System.Text.RegularExpressions;

namespace FunctionsConnector.Core.Resilience;

/// <summary>
/// Messages of a vendor's database about other work at the same time, which ends by itself. Autotask sends them with the same status as refusals.
/// The vendors document no texts; these are those of SQL Server, on which both run.
/// </summary>
internal static partial class TransientText
{
    public static bool IsAmong(IReadOnlyList<string> messages)
    {
        for (var index = 0; index < messages.Count; index++)
        {
            if (OtherWork().IsMatch(messages[index]))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex(
        @"\bdeadlock|\block request time-?\s?out|\block wait time-?\s?out|\bexecution time-?\s?out expired|\btimeout expired|\blocked by (another|an other|a different)\b|\b(record|ticket|row|entity|item) is (currently |being )*locked\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex OtherWork();
}
