using FunctionsConnector.Actions.Operations;
using FunctionsConnector.Core.Updates;

namespace FunctionsConnector.Actions.Parsing;

/// <summary>The body of an update, parsed.</summary>
/// <param name="Changes">At least one; no field twice by the same name.</param>
/// <param name="Options">How to make them.</param>
internal sealed record UpdateCommand(IReadOnlyList<RequestedChange> Changes, UpdateOptions Options)
{
    /// <summary>The update of the record that the request names.</summary>
    public UpdateRequest ToUpdate(ActionRequest request) => new(request.System!, request.RecordType!, request.RecordId!, Changes)
    {
        OnlyIf = Options.OnlyIf,
        Verify = Options.Verify,
        ActAs = Options.ActAs,
        Position = request.Position,
        Waited = request.Waited,
    };
}
