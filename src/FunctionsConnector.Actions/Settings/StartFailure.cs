namespace FunctionsConnector.Actions.Settings;

/// <summary>Describes why a process could not start.</summary>
public static class StartFailure
{
    /// <summary>The messages of the exception and its causes, without a stack trace, which does not help against a port in use or a missing comma.</summary>
    public static string Describe(Exception exception) =>
        exception.InnerException is not { } cause || exception.Message.Contains(cause.Message, StringComparison.OrdinalIgnoreCase)
            ? exception.Message
            : $"{exception.Message} {Describe(cause)}";
}
