namespace FunctionsConnector.Sandbox.FirstRun;

/// <summary>Writes the demo's output.</summary>
internal static class Page
{
    private const string Indent = "          ";

    /// <param name="headline">The headline.</param>
    /// <param name="lines">Labels and texts.</param>
    public static void Show(string headline, params IEnumerable<(string Label, string Text)> lines)
    {
        Console.WriteLine(headline);
        foreach (var (label, text) in lines)
        {
            Console.WriteLine($"  {label,-8}{text.ReplaceLineEndings($"{Environment.NewLine}{Indent}")}");
        }

        Console.WriteLine();
    }
}
