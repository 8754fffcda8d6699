using FunctionsConnector.Core.Coordination;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.EndToEnd.Tests.Coordination;

/// <summary>A shared table whose response to the first deletion gets lost, after the row is deleted.</summary>
internal sealed class LossyTable(ISharedTable table) : ISharedTable
{
    private bool _hasLost;

    public SharedClock Clock => table.Clock;

    public Task<Result<SharedRow?>> ReadAsync(RowKey key, CancellationToken cancellationToken) => table.ReadAsync(key, cancellationToken);

    public Task<Result<SharedRow?>> WriteAsync(RowKey key, SharedRow row, CancellationToken cancellationToken) => table.WriteAsync(key, row, cancellationToken);

    public async Task<Result<bool>> DeleteAsync(RowKey key, string version, CancellationToken cancellationToken)
    {
        var deleted = await table.DeleteAsync(key, version, cancellationToken);
        if (_hasLost)
        {
            return deleted;
        }

        _hasLost = true;
        return new Failure(FailureCode.SystemUnavailable, "The table's response was lost.");
    }
}
