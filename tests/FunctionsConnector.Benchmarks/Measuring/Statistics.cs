namespace FunctionsConnector.Benchmarks.Measuring;

/// <summary>The one statistic used: a mean would let one busy moment of the machine decide.</summary>
internal static class Statistics
{
    public static double Median(this IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
