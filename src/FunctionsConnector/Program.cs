using FunctionsConnector;

return await ConnectorApplication.RunAsync(args);
