using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace FunctionsConnector.Benchmarks.Reporting;

/// <summary>The whole run as Markdown. It names neither the machine nor a path.</summary>
internal static class Report
{
    private const string HowToRead = """
        - **Floor A** is the vendor's PATCH, sent by `HttpClient` without anything between. **Floor B** is an ASP.NET Core endpoint that relays this
          PATCH and does nothing else, a native executable with the same settings as ours. **The bare function** does the same as an Azure
          Functions app. Each program runs in a process of its own, and so does the vendor, which answers at once.
        - All processes share the processors with the callers, so only figures of the same round are compared.
          A ratio is the median of the rounds' own ratios; every other figure is the median of the rounds.
        - Each caller makes one call after the other, for a record of its own, and checks every answer. The log of an executable goes to `/dev/null`.
        - A line with *reached* or *missed* has a target; the others have none.
        """;

    /// <summary>The text before the tables.</summary>
    public static string Head(Options options)
    {
        var text = new StringBuilder("# Benchmarks\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} processors, ");
        text.Append(CultureInfo.InvariantCulture, $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}; ");
        text.Append(CultureInfo.InvariantCulture, $"{options.Rounds} rounds{(options.IsQuick ? ", a quick run" : "")}.\n");

        // Other work on the machine changes the figures.
        text.Append(CultureInfo.InvariantCulture, $"Load average of the minute before: {File.ReadAllText("/proc/loadavg").Split(' ')[0]} (idle is 0).\n\n");
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
