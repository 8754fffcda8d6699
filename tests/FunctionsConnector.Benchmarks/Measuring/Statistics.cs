namespace FunctionsConnector.Benchmarks.Measuring;

/// <summary>The median, because one busy period of the machine would change a mean.</summary>
internal static class Statistics
{
    public static double Median(this IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
