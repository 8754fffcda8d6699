namespace FunctionsConnector.Server;

/// <summary>Checks the command line of the process, which contains settings.</summary>
internal static class CommandLine
{
    public const string Help = """
        functions-connector updates fields of records in business systems by name and reports the result.

        Usage:
          functions-connector [--<setting> <value>]...
              Serves HTTP on ASPNETCORE_URLS (default http://127.0.0.1:7071) and processes the queue of updates, where one is configured.
          functions-connector requeue rejected|poison [--code <failure code>] [--Queue:<setting> <value>]...
              Puts messages on the queue of updates.
          functions-connector check-profile <name or file> [--record-type <id> [--record-id <id> [--set <field>=<value>]]] [--<setting> <value>]...
              Checks a profile. With --Systems:check:BaseUrl and the names of its secrets it also signs in, lists fields, reads a record
              and shows the PATCH of an update. It changes nothing.
          functions-connector --help | --version

        Settings come from environment variables (with __ for each colon), from appsettings.json, or from the command line,
        such as --Systems:autotask:Kind Autotask or --urls http://127.0.0.1:8080.
        """;

    private static readonly string[] Sections =
        ["Systems", "Connector", "KeyVault", "Secrets", "Queue", "Page", "Logging", "Kestrel"];

    private static readonly string[] Names = ["urls", "http_ports", "https_ports", "environment", "contentRoot", "Queue"];

    /// <summary>The program's version.</summary>
    public static string Version => typeof(CommandLine).Assembly.GetName().Version!.ToString(3);

    /// <summary>The problem of the arguments and its fix; null where all of them are settings.</summary>
    public static string? Problem(IReadOnlyList<string> args)
    {
        for (var index = 0; index < args.Count; index++)
        {
            var (name, value) = args[index].Split('=', 2) is [var before, var after] ? (before, after) : (args[index], null);
            if (!name.StartsWith("--", StringComparison.Ordinal) || !IsSetting(name[2..]))
            {
                return $"'{name}' is not an argument of functions-connector. Run functions-connector --help.";
            }

            if (value is null && ++index == args.Count)
            {
                return $"'{name}' has no value. Give one after it.";
            }
        }

        return null;
    }

    private static bool IsSetting(string name) =>
        Names.Contains(name, StringComparer.OrdinalIgnoreCase)
        || name.StartsWith("OTEL_", StringComparison.Ordinal)
        || (name.Split(':', 2) is [var section, _] && Sections.Contains(section, StringComparer.OrdinalIgnoreCase));
}
