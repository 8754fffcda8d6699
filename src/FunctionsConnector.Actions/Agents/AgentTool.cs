using FunctionsConnector.Actions.Operations;
using ModelContextProtocol.Protocol;

namespace FunctionsConnector.Actions.Agents;

/// <summary>One operation as a tool.</summary>
/// <param name="Description">Its name, arguments and hints, for agents.</param>
/// <param name="Route">Its row of the route table.</param>
/// <param name="Action">The action, created at its first use.</param>
internal sealed record AgentTool(Tool Description, ActionRoute Route, Lazy<IAction> Action)
{
    /// <summary>The names of its arguments.</summary>
    public IReadOnlySet<string> Arguments { get; } =
        Description.InputSchema.GetProperty("properties").EnumerateObject().Select(property => property.Name).ToHashSet(StringComparer.Ordinal);
}
