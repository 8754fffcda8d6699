namespace FunctionsConnector.Actions.Operations;

/// <summary>The actions of the route table, each made when it is first needed.</summary>
internal sealed class OfferedActions(IServiceProvider services)
{
    public IReadOnlyList<OfferedAction> All { get; } =
        [.. ActionRoutes.All.Select(route => new OfferedAction(route, new Lazy<IAction>(() => route.Create(services))))];
}

/// <summary>An action with the row of the route table that offers it.</summary>
internal sealed record OfferedAction(ActionRoute Route, Lazy<IAction> Action);
