using FunctionsConnector.Queue.PuttingBack;

namespace FunctionsConnector;

/// <summary>Where the process begins: as the connector, or as a command that an operator gives.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => args is [PutBackCommand.Name, ..]
        ? PutBackCommand.RunAsync(args, Console.Out, Console.Error, CancellationToken.None)
        : ConnectorApplication.RunAsync(args);
}
