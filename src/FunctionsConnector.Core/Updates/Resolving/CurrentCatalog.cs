using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Updates.Resolving;

/// <summary>
/// A cached catalog gives no final answer: a field or choice may have been added since it was read. Before a refusal, the words are
/// resolved once more with a newer catalog.
/// </summary>
public static class CurrentCatalog
{
    /// <param name="system">The system.</param>
    /// <param name="catalog">The catalog by which the words were resolved.</param>
    /// <param name="first">The result with it.</param>
    /// <param name="resolve">Resolves the words.</param>
    /// <param name="cancellationToken">Ends the wait for a newer catalog.</param>
    /// <returns>A refusal only by a new enough catalog; a retryable failure where there is none.</returns>
    public static ValueTask<Result<T>> ConfirmAsync<T>(
        ITargetSystem system, FieldCatalog catalog, Result<T> first, Func<FieldCatalog, Result<T>> resolve, CancellationToken cancellationToken) =>
        ConfirmAsync(system, catalog, first, newer => ValueTask.FromResult(resolve(newer)), cancellationToken);

    internal static async ValueTask<Result<T>> ConfirmAsync<T>(
        ITargetSystem system, FieldCatalog catalog, Result<T> first, Func<FieldCatalog, ValueTask<Result<T>>> resolve, CancellationToken cancellationToken)
    {
        if (first.Failure is not { } refusal || refusal.Code != FailureCode.UpdateInvalid)
        {
            return first;
        }

        if (!(await system.GetNewerCatalogAsync(catalog, cancellationToken)).Succeeded(out var newer, out var failure))
        {
            return Unconfirmed(refusal, failure);
        }

        return ReferenceEquals(newer, catalog) ? first : await resolve(newer);
    }

    /// <summary>The failure of a refusal that no newer catalog confirms, because there is none.</summary>
    /// <param name="refusal">The refusal by the cached catalog.</param>
    /// <param name="unavailable">Why there is no newer one.</param>
    internal static Failure Unconfirmed(Failure refusal, Failure unavailable) => unavailable with
    {
        Message = $"{refusal.Message} Whether that is still so could not be asked: {unavailable.Message}",
        Target = refusal.Target,
    };
}
