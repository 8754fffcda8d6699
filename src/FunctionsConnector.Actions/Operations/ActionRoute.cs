namespace FunctionsConnector.Actions.Operations;

/// <summary>One row of the route table.</summary>
/// <param name="OperationId">The operation's id in the connector definition.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Template">The path, with <c>{system}</c>, <c>{recordType}</c> and <c>{recordId}</c> in it.</param>
/// <param name="Visibility">Whether designers show it.</param>
/// <param name="Create">Creates the action.</param>
public sealed record ActionRoute(
    string OperationId, string Method, string Template, ActionVisibility Visibility, Func<IServiceProvider, IAction> Create)
{
    /// <summary>Whether it may change a record.</summary>
    public bool Writes { get; init; } = Method == "PATCH";

    /// <summary>Whether a request has a body.</summary>
    public bool HasBody => Method is "PATCH" or "POST";
}
