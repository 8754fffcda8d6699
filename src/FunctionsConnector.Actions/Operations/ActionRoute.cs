namespace FunctionsConnector.Actions.Operations;

/// <summary>One row of the route table.</summary>
/// <param name="OperationId">What the connector definition calls it.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Template">The path, with <c>{system}</c>, <c>{recordType}</c> and <c>{recordId}</c> in it.</param>
/// <param name="Visibility">Who sees it.</param>
/// <param name="Create">Makes the action.</param>
public sealed record ActionRoute(
    string OperationId, string Method, string Template, ActionVisibility Visibility, Func<IServiceProvider, IAction> Create)
{
    /// <summary>Whether it may change a record.</summary>
    public bool Writes { get; init; } = Method == "PATCH";

    /// <summary>Whether a request has a body.</summary>
    public bool HasBody => Method is "PATCH" or "POST";
}

/// <summary>Who sees an action in a designer.</summary>
public enum ActionVisibility
{
    /// <summary>Flow authors.</summary>
    Visible,

    /// <summary>Only the designer itself, which fills its pickers and forms with it.</summary>
    Internal,
}
