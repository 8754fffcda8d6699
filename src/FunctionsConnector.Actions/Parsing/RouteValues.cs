using System.Buffers;
using FunctionsConnector.Actions.Operations;
using FunctionsConnector.Actions.Settings;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Parsing;

/// <summary>Validates the values of a route before use, because vendor URLs contain some of them.</summary>
internal static class RouteValues
{
    private const int LongestRecordType = 200;
    private const int MaxDigits = 19;

    /// <summary>One less than a GUID has, so that a misspelt GUID is no number.</summary>
    private const int LongestNumber = 35;

    /// <summary>A GUID without hyphens, the form of ids of some vendors.</summary>
    private const int HexDigits = 32;

    /// <summary>The characters in numbers of records that people see, such as <c>T20261129.0001</c>.</summary>
    private static readonly SearchValues<char> InNumber =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.-_");

    /// <summary>The failure of the first invalid value, or null.</summary>
    public static Failure? Problem(ActionRequest request)
    {
        if (request.System is { } system && !TargetSystemName.IsValid(system))
        {
            return new Failure(FailureCode.SystemNotFound, $"There is no target system {Presentation.Quote(system)}. Pick one from the list of systems.");
        }

        if (request.RecordType is { } recordType && !IsRecordType(recordType))
        {
            return new Failure(
                FailureCode.RecordTypeNotFound,
                $"There is no record type {Presentation.Quote(recordType)}. Pick one from the list of record types.")
            {
                System = request.System,
            };
        }

        return request.RecordId is { } recordId && !IsRecordId(recordId)
            ? new Failure(
                FailureCode.InvalidRequest,
                $"The record id {Presentation.Quote(recordId)} is neither digits (at most {MaxDigits}) nor a GUID nor 32 hexadecimal digits, nor the number of a record such as T20261129.0001.")
            {
                Target = "recordId",
                System = request.System,
            }
            : null;
    }

    /// <summary>The record id in the vendors' form: 0042 is the record 42.</summary>
    public static string? RecordId(string? text) => text is not null && text.Length <= MaxDigits && IsDigits(text) && text.TrimStart('0') is var digits ? digits.Length > 0 ? digits : "0" : text;

    // The web server does not decode %2F, so a % means an encoded slash or a value that was encoded twice.
    private static bool IsRecordType(string text)
    {
        if (text.Length is 0 or > LongestRecordType)
        {
            return false;
        }

        foreach (var character in text)
        {
            if (char.IsControl(character) || character is '/' or '\\' or '%' or '?' or '#')
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsRecordId(string text) =>
        (text.Length is > 0 and <= MaxDigits && IsDigits(text))
        || CanonicalText.IsGuidId(text)
        || (text.Length == HexDigits && text.All(char.IsAsciiHexDigit))
        || IsNumber(text);

    /// <summary>
    /// The system decides whether it has such numbers. One that begins with a digit has a dash; else <c>1e3</c> and <c>1.0</c> would be
    /// taken for one.
    /// </summary>
    private static bool IsNumber(string text) =>
        text.Length is > 0 and <= LongestNumber
        && !text.AsSpan().ContainsAnyExcept(InNumber)
        && text.AsSpan().ContainsAnyInRange('0', '9')
        && char.IsAsciiLetterOrDigit(text[^1])
        && (char.IsAsciiLetter(text[0]) || (char.IsAsciiDigit(text[0]) && text.Contains('-', StringComparison.Ordinal)));

    private static bool IsDigits(string text) => !text.AsSpan().ContainsAnyExceptInRange('0', '9');
}
