using FunctionsConnector.Core.Targets;
using FunctionsConnector.Actions.Rendering;

namespace FunctionsConnector.Actions.Operations;

/// <summary>
/// Asks every target system that the caller may use whether it is there and takes our credentials. Where all do, it lists them;
/// where one does not, it answers that system's failure with its status, so that a connection which cannot work is not made.
/// </summary>
public sealed class TestConnectionAction(TargetSystems systems) : IAction
{
    public async Task<ActionReply> RunAsync(ActionRequest request, CancellationToken cancellationToken)
    {
        var allowed = systems.Settings.Where(settings => request.Caller.MayUse(settings.Name)).Select(systems.Of).ToList();
        var failures = await Task.WhenAll(allowed.Select(system => system.CheckConnectionAsync(cancellationToken)));
        foreach (var (system, failure) in allowed.Zip(failures))
        {
            if (failure is not null)
            {
                return ActionReply.Of(CatalogLookup.Of(system, failure), request.RequestId);
            }
        }

        var entries = allowed.Select(system => new ConnectionEntry(system.Settings.Name, system.Settings.DisplayName, true)).ToList();
        return ActionReply.Ok(new ListReply<ConnectionEntry>(entries), ReplyJson.Default.Connections);
    }
}
