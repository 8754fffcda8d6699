namespace FunctionsConnector.Actions.Settings;

/// <summary>Says in words why a process could not start.</summary>
public static class StartFailure
{
    /// <summary>The messages of the exception and its causes. A stack trace is no use against a port in use or a settings file with a missing comma.</summary>
    public static string Describe(Exception exception) =>
        exception.InnerException is not { } cause || exception.Message.Contains(cause.Message, StringComparison.OrdinalIgnoreCase)
            ? exception.Message
            : $"{exception.Message} {Describe(cause)}";
}
