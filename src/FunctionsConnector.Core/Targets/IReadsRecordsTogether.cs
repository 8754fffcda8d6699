using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Core.Targets;

/// <summary>A target system whose vendor returns many records in one call.</summary>
internal interface IReadsRecordsTogether
{
    /// <summary>
    /// Reads records of one type back after their PATCHes. The limits charged each read-back with its PATCH. A record that the vendor does
    /// not return is missing from the list, and a field that this call may leave out is not shown by its record.
    /// </summary>
    Task<Result<IReadOnlyList<Record>>> ReadBackAsync(FieldCatalog catalog, IReadOnlyList<string> recordIds, CancellationToken cancellationToken);
}
