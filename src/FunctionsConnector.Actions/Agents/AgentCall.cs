using FunctionsConnector.Actions.Operations;

namespace FunctionsConnector.Actions.Agents;

/// <summary>An agent's HTTP request, admitted and without its arguments: the SDK runs a tool for it.</summary>
/// <param name="Request">The caller, the ids and the time waited.</param>
internal sealed record AgentCall(ActionRequest Request);
