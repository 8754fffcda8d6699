using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Core.Coordination;

/// <summary>
/// The table that all instances of the connector share. A write names the version of the row that it replaces, and is refused where another
/// instance has written since (compare-and-set; RFC 9110 section 13.1.1).
/// </summary>
public interface ISharedTable
{
    /// <summary>The clock of the table's service, as far as its responses tell.</summary>
    SharedClock Clock { get; }

    /// <summary>Reads a row.</summary>
    /// <returns>The row, null where there is none, or <see cref="FailureCode.SystemUnavailable"/>.</returns>
    Task<Result<SharedRow?>> ReadAsync(RowKey key, CancellationToken cancellationToken);

    /// <summary>Writes a row, in place of the version that it names; a row without a version is inserted.</summary>
    /// <returns>
    /// The row with its new version; null where the row in the table has another version or is gone. After
    /// <see cref="FailureCode.SystemUnavailable"/> the row may be written or not.
    /// </returns>
    Task<Result<SharedRow?>> WriteAsync(RowKey key, SharedRow row, CancellationToken cancellationToken);

    /// <summary>Deletes a row of this version.</summary>
    /// <returns>False where the row in the table has another version or is gone.</returns>
    Task<Result<bool>> DeleteAsync(RowKey key, string version, CancellationToken cancellationToken);
}
