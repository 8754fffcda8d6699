using FunctionsConnector.Actions.Settings;
using FunctionsConnector.Server.Profiles;
using FunctionsConnector.Server.Queue.Requeuing;

namespace FunctionsConnector.Server;

/// <summary>The entry point: runs the connector or an operator's command.</summary>
internal static class Program
{
    private const int InvalidArguments = 2;

    private static async Task<int> Main(string[] args)
    {
        Cultures.UseInvariant();
        switch (args)
        {
            case [RequeueCommand.Name, ..]:
                return await RequeueCommand.RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
            case [CheckProfileCommand.Name, ..]:
                return await CheckProfileCommand.RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
            case ["--help"]:
                await Console.Out.WriteLineAsync(CommandLine.Help);
                return 0;
            case ["--version"]:
                await Console.Out.WriteLineAsync(CommandLine.Version);
                return 0;
        }

        if (CommandLine.Problem(args) is { } problem)
        {
            await Console.Error.WriteLineAsync(problem);
            return InvalidArguments;
        }

        return await ConnectorApplication.RunAsync(args);
    }
}
