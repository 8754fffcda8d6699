using FunctionsConnector.Sandbox.FirstRun;

return await Tour.RunAsync(args);
