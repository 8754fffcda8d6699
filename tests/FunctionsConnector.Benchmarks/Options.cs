namespace FunctionsConnector.Benchmarks;

/// <summary>The options of the command line.</summary>
/// <param name="IsQuick">A short run, with less reliable figures.</param>
/// <param name="IsPublished">Whether the published programs of the last run are measured again.</param>
/// <param name="Only">Names of scenarios; empty for all.</param>
/// <param name="Before">The folder of an older published executable to compare with; null for none.</param>
internal sealed record Options(bool IsQuick, bool IsPublished, IReadOnlyList<string> Only, string? Before)
{
    public const string Usage = "[--quick] [--no-publish] [--only <name>[,<name>…]] [--before <folder of an older published executable>]";

    /// <summary>The number of rounds. A busy period of the machine then affects all subjects.</summary>
    public int Rounds => IsQuick ? 3 : 5;

    /// <summary>The duration of one subject in one round.</summary>
    public TimeSpan Spell => TimeSpan.FromSeconds(IsQuick ? 0.4 : 1.4);

    /// <summary>The duration of calls before the first round, in which the runtimes of callers and vendor compile their hot code.</summary>
    public TimeSpan WarmUp => TimeSpan.FromSeconds(IsQuick ? 1 : 3);

    /// <returns>The options, or null if an argument is unknown.</returns>
    public static Options? Parse(ReadOnlySpan<string> arguments)
    {
        var options = new Options(false, false, [], null);
        while (!arguments.IsEmpty)
        {
            (var read, options) = arguments switch
            {
                ["--quick", ..] => (1, options with { IsQuick = true }),
                ["--no-publish", ..] => (1, options with { IsPublished = true }),
                ["--only", var names, ..] => (2, options with { Only = names.Split(',', StringSplitOptions.RemoveEmptyEntries) }),
                ["--before", var folder, ..] when Directory.Exists(folder) => (2, options with { Before = Path.GetFullPath(folder) }),
                _ => (0, options),
            };
            if (read == 0)
            {
                return null;
            }

            arguments = arguments[read..];
        }

        return options;
    }
}
