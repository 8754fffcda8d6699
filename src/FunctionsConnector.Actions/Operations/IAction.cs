namespace FunctionsConnector.Actions.Operations;

/// <summary>
/// One operation of the connector: it reads a request, calls the domain, and writes the reply. It does not depend on a web server, so
/// that any host can offer it; hosts call it through <see cref="ActionRunner"/>.
/// </summary>
public interface IAction
{
    Task<ActionReply> RunAsync(ActionRequest request, CancellationToken cancellationToken);
}
