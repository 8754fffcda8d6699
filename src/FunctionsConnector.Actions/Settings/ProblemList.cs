namespace FunctionsConnector.Actions.Settings;

/// <summary>Collects all problems of the settings, so that an operator can fix them at once.</summary>
internal sealed class ProblemList
{
    private readonly List<SettingsProblem> _problems = [];

    public IReadOnlyList<SettingsProblem> All => _problems;

    /// <summary>Keeps only the first problem of a setting, because later ones may follow from it.</summary>
    public void Add(string setting, string text)
    {
        if (!_problems.Exists(problem => string.Equals(problem.Setting, setting, StringComparison.OrdinalIgnoreCase)))
        {
            _problems.Add(new SettingsProblem(setting, text));
        }
    }
}
