using FunctionsConnector.Actions.Settings;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Server.Profiles;

/// <summary>
/// <c>functions-connector check-profile &lt;name or file&gt;</c>, a command for authors of profiles. It checks the profile, and with the
/// settings of a system called <c>check</c> also the live system. It changes nothing.
/// </summary>
internal static class CheckProfileCommand
{
    public const string Name = "check-profile";

    private const string System = "check";
    private const string Usage =
        $"Usage: functions-connector {Name} <name or file> [--record-type <id> [--record-id <id> [--set <field>=<value>]]] [--Systems:{System}:<setting> <value>]... [--Secrets:<name> <value>]...";

    private static readonly string[] Options = ["--record-type", "--record-id", "--set"];

    /// <returns>0 where the profile is valid and every step succeeded, 2 for invalid arguments, else 1.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        var options = args.Skip(2).Chunk(2).ToList();
        var own = options.Where(option => Options.Contains(option[0])).ToLookup(option => option[0], option => option[^1]);
        var overrides = options.Where(option => !Options.Contains(option[0])).ToList();
        if (args.Length < 2 || args[1].StartsWith("--", StringComparison.Ordinal) || options.Exists(option => option.Length != 2) || !overrides.TrueForAll(IsSetting))
        {
            await errors.WriteLineAsync(Usage);
            return 2;
        }

        var configuration = new ConfigurationBuilder()
            .AddJsonFile("appsettings.json", optional: true)
            .AddEnvironmentVariables()
            .AddCommandLine([.. overrides.SelectMany(option => option)])
            .AddInMemoryCollection([new($"Systems:{System}:Kind", "Profile"), new($"Systems:{System}:Profile", args[1])])
            .Build();
        var problems = new ProblemList();
        var section = new SettingsSection(configuration.GetSection($"Systems:{System}"), problems);
        var isLive = section.Keys.Any(key => key is not ("Kind" or "Profile"));
        var settings = new TargetSystemReader(TargetSystemKinds.All, problems).Read(section);
        var found = problems.All.Where(problem => isLive || problem.Setting.EndsWith(":Profile", StringComparison.Ordinal)).ToList();
        foreach (var problem in found)
        {
            await errors.WriteLineAsync($"{problem.Setting} {problem.Text.Replace("; ", $"{Environment.NewLine}  ", StringComparison.Ordinal)}");
        }

        if (found.Count > 0 || settings is null)
        {
            return 1;
        }

        await output.WriteLineAsync($"The profile {args[1]} is valid.");
        if (!isLive)
        {
            await output.WriteLineAsync($"To check it against a live system, add --Systems:{System}:BaseUrl, --Systems:{System}:Secrets:<name> and --Secrets:<name>.");
            return 0;
        }

        var check = new LiveCheck(settings, configuration, output);
        return await check.RunAsync(own["--record-type"].FirstOrDefault(), own["--record-id"].FirstOrDefault(), [.. own["--set"]], cancellationToken) ? 0 : 1;
    }

    private static bool IsSetting(string[] option) =>
        option[0].StartsWith($"--Systems:{System}:", StringComparison.OrdinalIgnoreCase) || option[0].StartsWith("--Secrets:", StringComparison.OrdinalIgnoreCase);
}
