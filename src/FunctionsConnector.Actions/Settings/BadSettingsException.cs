namespace FunctionsConnector.Actions.Settings;

/// <summary>Stops the start of the process. The message lists all problems of its settings.</summary>
public sealed class BadSettingsException(IReadOnlyList<SettingsProblem> problems) : Exception(Describe(problems))
{
    public IReadOnlyList<SettingsProblem> Problems { get; } = problems;

    private static string Describe(IReadOnlyList<SettingsProblem> problems) =>
        string.Join(
            Environment.NewLine,
            problems.Select(problem => $"  {problem.Setting}: {problem.Text}")
                .Prepend("Fix these settings (in environment variables, write __ for each colon):"));
}
