namespace FunctionsConnector.Actions.Settings;

/// <summary>Collects what is wrong with the settings, so that an operator mends all of it in one go.</summary>
internal sealed class ProblemList
{
    private readonly List<SettingsProblem> _problems = [];

    public IReadOnlyList<SettingsProblem> All => _problems;

    /// <summary>The first problem of a setting is the cause; whatever else it then fails is noise.</summary>
    public void Add(string setting, string text)
    {
        if (!_problems.Exists(problem => string.Equals(problem.Setting, setting, StringComparison.OrdinalIgnoreCase)))
        {
            _problems.Add(new SettingsProblem(setting, text));
        }
    }
}
