using System.Globalization;

namespace FunctionsConnector.Benchmarks.Reporting;

/// <summary>Formats figures.</summary>
internal static class Figures
{
    public const double Megabyte = 1024 * 1024;

    public static string Rate(double perSecond) => string.Create(CultureInfo.InvariantCulture, $"{perSecond:N0}/s");

    public static string Ratio(double ratio) => string.Create(CultureInfo.InvariantCulture, $"{ratio:0.00#}");

    public static string Milliseconds(double milliseconds) => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.00}");

    public static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.000} s");

    public static string Megabytes(double bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / Megabyte:0.0} MB");

    public static string Whole(double number) => string.Create(CultureInfo.InvariantCulture, $"{number:N0}");
}
