using System.Text;
using System.Text.Encodings.Web;
using FunctionsConnector.Actions.Rendering;

namespace FunctionsConnector.Actions.Operations;

/// <summary>The entries of a list that match <c>?search=</c>, up to the limits of a picker.</summary>
internal static class PickerList
{
    public const int MaxEntries = 500;

    /// <summary>Copilot Studio refuses a reply of more than 500 KB; the rest is for the JSON around the entries.</summary>
    public const int MaxBytes = 490_000;

    // All properties of an entry except its id and its label.
    private const int OtherBytes = 250;

    public static ListReply<T> Of<T>(ActionRequest request, IEnumerable<T> entries)
        where T : IListEntry => Of(entries.Where(entry => Matches(entry, request.QueryText("search"))));

    /// <summary>The first entries of a list that the system has searched.</summary>
    public static ListReply<T> Of<T>(IEnumerable<T> entries)
        where T : IListEntry
    {
        var bytes = 0;
        return new(
        [
            .. entries
                .Take(MaxEntries)
                .TakeWhile(entry => (bytes += OtherBytes + BytesOf(entry.Id) + BytesOf(entry.Label)) <= MaxBytes),
        ]);
    }

    private static bool Matches(IListEntry entry, string? search) =>
        search is null
        || entry.Id.Contains(search, StringComparison.OrdinalIgnoreCase)
        || entry.Label.Contains(search, StringComparison.OrdinalIgnoreCase);

    private static int BytesOf(string text) => Encoding.UTF8.GetByteCount(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text));
}
