using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Core.Targets;

/// <summary>A system that a person has described, and whose description may have mistakes that only the live system shows.</summary>
public interface IFindsMistakes
{
    /// <summary>What is probably wrong, as sentences. It only reads.</summary>
    /// <param name="catalog">The fields of a record type.</param>
    /// <param name="record">A record of that type; null for none.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    Task<IReadOnlyList<string>> FindMistakesAsync(FieldCatalog catalog, RecordReference? record, CancellationToken cancellationToken);
}
