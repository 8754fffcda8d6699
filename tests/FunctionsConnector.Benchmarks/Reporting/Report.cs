using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace FunctionsConnector.Benchmarks.Reporting;

/// <summary>The whole run as Markdown. It names neither the machine nor a place on it.</summary>
internal static class Report
{
    private const string HowToRead = """
        - **Floor A** is the vendor's PATCH made directly by `HttpClient`. **Floor B** is an ASP.NET Core endpoint which passes that PATCH on and
          does nothing else, published with the same settings. **Ours** is the published executable. Each runs as a process of its own; the
          vendor, in another, answers at once.
        - All of them share the processors with the callers and the vendor, so only what was measured in the same round can be compared.
          A ratio is the median of the rounds' own ratios; every other figure is the median of the rounds.
        - Callers make one call after the other, each for a record of its own, and check every answer. Our log goes to `/dev/null`.
        - What says *reached* or *missed* is a target of the project; the other lines have none.
        """;

    /// <summary>What stands before the tables.</summary>
    public static string Head(Options options)
    {
        var text = new StringBuilder("# Benchmarks\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} processors, ");
        text.Append(CultureInfo.InvariantCulture, $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}; ");
        text.Append(CultureInfo.InvariantCulture, $"{options.Rounds} rounds{(options.IsQuick ? ", a hurried run" : "")}.\n");

        // Whoever else works on the machine is in the figures, too.
        text.Append(CultureInfo.InvariantCulture, $"Processes that wanted a processor in the minute before: {File.ReadAllText("/proc/loadavg").Split(' ')[0]} (idle is 0).\n\n");
        text.Append("```sh\ndotnet run -c Release --project tests/FunctionsConnector.Benchmarks\n```\n\n");
        return text.Append(HowToRead).ToString();
    }

    public static string Of(Table table)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"\n## {table.Title}\n");
        if (table.Lines.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n| target | {string.Join(" | ", table.Columns)} |\n");
            text.Append(CultureInfo.InvariantCulture, $"| --- |{string.Concat(Enumerable.Repeat(" --- |", table.Columns.Count))}\n");
            foreach (var line in table.Lines)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {line.Target} | {string.Join(" | ", line.Cells)} |\n");
            }
        }

        if (table.Note.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{table.Note}\n");
        }

        return text.ToString().TrimEnd('\n');
    }
}
