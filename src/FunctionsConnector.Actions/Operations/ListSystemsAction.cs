using FunctionsConnector.Actions.Rendering;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Actions.Operations;

/// <summary>Lists the target systems that the caller may use.</summary>
public sealed class ListSystemsAction(TargetSystems systems) : IAction
{
    public Task<ActionReply> RunAsync(ActionRequest request, CancellationToken cancellationToken)
    {
        var entries = systems.Settings
            .Where(settings => request.Caller.MayUse(settings.Name))
            .Select(settings => new SystemEntry(settings.Name, settings.DisplayName, settings.Kind));
        return Task.FromResult(ActionReply.Ok(PickerList.Of(request, entries), ReplyJson.Default.Systems));
    }
}
