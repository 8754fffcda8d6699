namespace FunctionsConnector.Benchmarks.Reporting;

/// <summary>A table of the report.</summary>
/// <param name="Title">The title.</param>
/// <param name="Columns">The headings of the cells; the first column, the target, is not among them.</param>
/// <param name="Lines">The measured values.</param>
/// <param name="Note">An explanation.</param>
internal sealed record Table(string Title, IReadOnlyList<string> Columns, IReadOnlyList<Line> Lines, string Note = "")
{
    /// <summary>The columns of a table whose lines compare one figure with another.</summary>
    public static readonly IReadOnlyList<string> Comparison = ["measured", "figure", "compared with", "ratio"];

    /// <summary>A table without figures, because the machine does not allow the measurement.</summary>
    public static Table NotMeasured(string title, string reason) => new(title, Comparison, [], $"Not measured: {reason}");
}

/// <summary>One line of a table.</summary>
/// <param name="Target">The target; null for none.</param>
/// <param name="Cells">Its cells.</param>
internal sealed record Line(Target? Target, params IReadOnlyList<string> Cells);

/// <summary>A target for a figure.</summary>
/// <param name="Text">The target as text.</param>
/// <param name="IsReached">Whether the figure reaches it; null in a quick run.</param>
internal sealed record Target(string Text, bool? IsReached)
{
    public override string ToString() => $"{Text}: **{(IsReached is { } reached ? reached ? "reached" : "missed" : "not judged")}**";
}
