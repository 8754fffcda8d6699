using System.Text;
using System.Text.Encodings.Web;
using FunctionsConnector.Actions.Rendering;

namespace FunctionsConnector.Actions.Operations;

/// <summary>What all lists have in common: <c>?search=</c>, and neither more entries nor more bytes than a picker bears.</summary>
internal static class Picking
{
    public const int MostEntries = 500;

    /// <summary>Copilot Studio refuses a reply of more than 500 KB; what is left of it belongs to the braces around the entries.</summary>
    public const int MostBytes = 490_000;

    // Everything of an entry but its id and its label.
    private const int BytesBesides = 250;

    public static ListReply<T> List<T>(ActionRequest request, IEnumerable<T> entries)
        where T : IListEntry
    {
        var bytes = 0;
        return new(
        [
            .. entries
                .Where(entry => Fits(entry, request.QueryText("search")))
                .Take(MostEntries)
                .TakeWhile(entry => (bytes += BytesBesides + Written(entry.Id) + Written(entry.Label)) <= MostBytes),
        ]);
    }

    private static bool Fits(IListEntry entry, string? search) =>
        search is null
        || entry.Id.Contains(search, StringComparison.OrdinalIgnoreCase)
        || entry.Label.Contains(search, StringComparison.OrdinalIgnoreCase);

    private static int Written(string text) => Encoding.UTF8.GetByteCount(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text));
}
