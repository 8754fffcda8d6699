using FunctionsConnector.Rendering;

namespace FunctionsConnector.Actions;

/// <summary>What all lists have in common: <c>?search=</c>, and no more entries than a picker bears.</summary>
internal static class Picking
{
    public const int MostEntries = 500;

    public static ListReply<T> List<T>(ActionRequest request, IEnumerable<T> entries)
        where T : IListEntry =>
        new([.. entries.Where(entry => Fits(entry, request.QueryText("search"))).Take(MostEntries)]);

    private static bool Fits(IListEntry entry, string? search) =>
        search is null
        || entry.Id.Contains(search, StringComparison.OrdinalIgnoreCase)
        || entry.Label.Contains(search, StringComparison.OrdinalIgnoreCase);
}
