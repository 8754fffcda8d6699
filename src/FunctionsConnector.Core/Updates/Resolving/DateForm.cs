using System.Globalization;
using System.Text.RegularExpressions;
using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Core.Updates.Resolving;

/// <summary>
/// Says of a refused date what is wrong with its form: <c>formatDateTime</c> writes any culture's form, and Excel rows hold numbers of days. The
/// form of one culture is another day in another one, so none of them is guessed.
/// </summary>
internal static partial class DateForm
{
    // Excel counts days from here, because it takes 1900 for a leap year.
    private static readonly DateOnly ExcelStart = new(1899, 12, 30);

    /// <summary>The reason and the form to use, as it reads after "is"; null where the text looks like no date of a known form.</summary>
    public static string? Describe(string text)
    {
        if (Iso().IsMatch(text))
        {
            return null;
        }

        if (Numeric().Match(text) is { Success: true } numeric)
        {
            var year = Number(numeric, 3);
            year += numeric.Groups[3].Length == 2 ? 2000 : 0;
            return Ask("a date whose day and month may stand in either order", [Day(year, Number(numeric, 1), Number(numeric, 2)), Day(year, Number(numeric, 2), Number(numeric, 1))]);
        }

        if (YearFirst().Match(text) is { Success: true } yearFirst)
        {
            return Ask("a date in another form", [Day(Number(yearFirst, 1), Number(yearFirst, 2), Number(yearFirst, 3))]);
        }

        if (ExcelDays().Match(text) is { Success: true } days)
        {
            return Ask("a number of days, as Excel stores dates", [ExcelStart.AddDays(Number(days, 1))]);
        }

        return text.Any(char.IsLetter) && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var named) && Year().IsMatch(text)
            ? Ask("a date in words", [DateOnly.FromDateTime(named)])
            : null;
    }

    private static string Ask(string what, IEnumerable<DateOnly?> days)
    {
        var forms = days.OfType<DateOnly>().Distinct().Select(CanonicalText.From).ToList();
        return forms.Count == 0 ? $"{what}, and no day of the calendar" : $"{what}. Send {string.Join(" or ", forms)}, in the form yyyy-MM-dd";
    }

    private static DateOnly? Day(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}")]
    private static partial Regex Iso();

    [GeneratedRegex(@"^([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4}|[0-9]{2})(,?\s.*)?\z", RegexOptions.Singleline)]
    private static partial Regex Numeric();

    [GeneratedRegex(@"^([0-9]{4})[./-]([0-9]{1,2})[./-]([0-9]{1,2})(,?\s.*)?\z", RegexOptions.Singleline)]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"^([1-9][0-9]{4})(\.[0-9]+)?\z")]
    private static partial Regex ExcelDays();

    [GeneratedRegex("[0-9]{4}")]
    private static partial Regex Year();
}
