using FunctionsConnector.Sandbox.FirstRun;

return await new Demo(args).RunAsync();
