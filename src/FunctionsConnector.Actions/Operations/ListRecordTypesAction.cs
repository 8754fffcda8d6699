using FunctionsConnector.Actions.Rendering;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Actions.Operations;

/// <summary>Lists the record types of a target system.</summary>
public sealed class ListRecordTypesAction(TargetSystems systems) : IAction
{
    public async Task<ActionReply> RunAsync(ActionRequest request, CancellationToken cancellationToken)
    {
        if (!systems.Find(request.System!).Succeeded(out var system, out var failure))
        {
            return ActionReply.Of(failure, request.RequestId);
        }

        if (!(await system.ListRecordTypesAsync(cancellationToken)).Succeeded(out var recordTypes, out failure))
        {
            return ActionReply.Of(CatalogLookup.WithSystem(failure, system), request.RequestId);
        }

        var entries = recordTypes.Select(recordType => new RecordTypeEntry(recordType.Id, recordType.Label));
        return ActionReply.Ok(PickerList.Of(request, entries), ReplyJson.Default.RecordTypes);
    }
}
