namespace FunctionsConnector.Actions.Settings;

/// <summary>Stops the start of the process: one message with all that is wrong with its settings.</summary>
public sealed class BadSettingsException(IReadOnlyList<SettingsProblem> problems) : Exception(Describe(problems))
{
    public IReadOnlyList<SettingsProblem> Problems { get; } = problems;

    private static string Describe(IReadOnlyList<SettingsProblem> problems) =>
        string.Join(
            Environment.NewLine,
            problems.Select(problem => $"  {problem.Setting}: {problem.Text}")
                .Prepend("Mend these settings (in environment variables, write __ for each colon):"));
}

/// <summary>What is wrong with one setting.</summary>
/// <param name="Setting">Its full name, such as <c>Systems:autotask:Kind</c>.</param>
/// <param name="Text">What is wrong and how to mend it; never the value of a secret.</param>
public sealed record SettingsProblem(string Setting, string Text);
