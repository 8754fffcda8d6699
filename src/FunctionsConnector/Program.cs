using FunctionsConnector;
using FunctionsConnector.Queue.PuttingBack;

return args is [PutBackCommand.Name, ..]
    ? await PutBackCommand.RunAsync(args, Console.Out, Console.Error, CancellationToken.None)
    : await ConnectorApplication.RunAsync(args);
