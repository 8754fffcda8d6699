using FunctionsConnector.Actions.Rendering;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Actions.Operations;

/// <summary>
/// Checks that every target system of the caller can be reached and accepts our credentials. Lists them where all do. Else returns the
/// failure of the first one that does not, with its status, so that the platform does not create a connection that cannot work.
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
                return ActionReply.Of(CatalogLookup.WithSystem(failure, system), request.RequestId);
            }
        }

        var entries = allowed.Select(system => new ConnectionEntry(system.Settings.Name, system.Settings.DisplayName, true)).ToList();
        return ActionReply.Ok(new ListReply<ConnectionEntry>(entries), ReplyJson.Default.Connections);
    }
}
