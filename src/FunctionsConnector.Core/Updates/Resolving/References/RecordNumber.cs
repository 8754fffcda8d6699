using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Updates.Resolving.References;

/// <summary>A record may be named by its number as people see it, such as <c>T20261129.0001</c>.</summary>
internal static class RecordNumber
{
    /// <summary>Whether the text is an id: digits or a GUID.</summary>
    public static bool IsId(string text) => !text.AsSpan().ContainsAnyExceptInRange('0', '9') || CanonicalText.IsGuidId(text);

    /// <summary>The record's id, asked for only where the text is none.</summary>
    public static async ValueTask<Result<string>> ToIdAsync(
        ITargetSystem system, FieldCatalog catalog, string idOrNumber, CallPriority priority, CancellationToken cancellationToken) =>
        system.IsRecordId(idOrNumber) ? idOrNumber : await system.FindRecordIdAsync(catalog, idOrNumber, priority, cancellationToken);
}
