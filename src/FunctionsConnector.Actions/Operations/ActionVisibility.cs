namespace FunctionsConnector.Actions.Operations;

/// <summary>Whether designers show an action.</summary>
public enum ActionVisibility
{
    /// <summary>Flow authors see it.</summary>
    Visible,

    /// <summary>Only the designer itself calls it, for its pickers and forms.</summary>
    Internal,
}
