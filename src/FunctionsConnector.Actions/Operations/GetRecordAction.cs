using FunctionsConnector.Actions.Rendering;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Reading;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Actions.Operations;

/// <summary>Reads a record, or those of its fields that <c>?fields=a,b</c> names.</summary>
public sealed class GetRecordAction(RecordReader reader) : IAction
{
    public async Task<ActionReply> RunAsync(ActionRequest request, CancellationToken cancellationToken)
    {
        var record = new RecordReference(request.System!, request.RecordType!, request.RecordId!);
        var names = CanonicalText.Split(request.QueryText("fields") ?? string.Empty);
        return (await reader.ReadAsync(record, names, cancellationToken)).Succeeded(out var view, out var failure)
            ? ActionReply.Ok(RecordReply.Of(view), ReplyJson.Default.RecordReply)
            : ActionReply.Of(failure, request.RequestId);
    }
}
