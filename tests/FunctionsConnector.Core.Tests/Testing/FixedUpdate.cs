using Record = FunctionsConnector.Core.Targets.Record;

namespace FunctionsConnector.Core.Tests.Testing;

/// <summary>An update whose body the test writes, and which needs no record.</summary>
internal sealed class FixedUpdate(PlannedUpdate update, string body) : OutgoingUpdate
{
    public override RecordReference Record => update.Record;

    public override FieldCatalog Catalog => update.Catalog;

    public override CallPriority Priority => CallPriority.Caller;

    public override string? Actor => null;

    public override bool ReadsRecord => false;

    public override ValueTask<WriteResult?> CloseAsync(Func<CancellationToken, Task<Result<Record>>> read, CancellationToken cancellationToken)
    {
        (Sent, Body) = (update, body);
        return ValueTask.FromResult<WriteResult?>(null);
    }
}
