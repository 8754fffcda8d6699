namespace FunctionsConnector.Actions.Tests.Samples;

/// <summary>An action of a flow.</summary>
/// <param name="Name">Its name, unique in the flow.</param>
/// <param name="At">Its JSON.</param>
/// <param name="Siblings">The names of the actions beside it, which may run before it.</param>
internal sealed record FlowAction(string Name, Place At, IReadOnlyList<string> Siblings)
{
    /// <summary>The operation of the connector; null for another connector's and for built-in actions.</summary>
    public string? OperationId => At.Find("inputs")?.Find("host") is { } host && host.TextOf("connectionName") == FlowCheck.Connector
        ? host.TextOf("operationId")
        : null;

    public IEnumerable<Place> Parameters => At.Find("inputs")?.Find("parameters")?.Properties ?? [];

    /// <summary>All actions, those in conditions and loops too.</summary>
    public static IEnumerable<FlowAction> All(Place parent)
    {
        var actions = (parent.Find("actions")?.Properties ?? []).ToList();
        return actions
            .Select(action => new FlowAction(action.Name, action, [.. actions.Select(sibling => sibling.Name)]))
            .Concat(actions.SelectMany(action => All(action).Concat(action.Find("else") is { } other ? All(other) : [])));
    }
}
