using FunctionsConnector.EndToEnd.Tests.Telemetry.Receiver;

namespace FunctionsConnector.EndToEnd.Tests.Telemetry;

/// <summary>Prints the spans of one trace as a tree.</summary>
internal static class SpanTree
{
    /// <summary>Indented names, for comparison in a test.</summary>
    public static string Shape(IReadOnlyList<ReceivedSpan> spans) => Print(spans, span => span.Name);

    /// <summary>With durations and attributes, for people.</summary>
    public static string Describe(IReadOnlyList<ReceivedSpan> spans) => Print(spans, span => string.Create(
        CultureInfo.InvariantCulture,
        $"{span.Name} [{span.Kind}] {span.Duration.TotalMilliseconds:0.0} ms{(span.IsError ? " ERROR" : string.Empty)} {Attributes.Print(span.Attributes)}"));

    private static string Print(IReadOnlyList<ReceivedSpan> spans, Func<ReceivedSpan, string> print)
    {
        var lines = new List<string>();
        foreach (var root in spans.Where(span => !spans.Any(other => other.Id == span.ParentId)).OrderBy(span => span.StartedAt))
        {
            Print(root, level: 0);
        }

        return string.Join('\n', lines);

        void Print(ReceivedSpan span, int level)
        {
            lines.Add(new string(' ', 2 * level) + print(span));
            foreach (var child in spans.Where(other => other.ParentId == span.Id).OrderBy(other => other.StartedAt))
            {
                Print(child, level + 1);
            }
        }
    }
}
