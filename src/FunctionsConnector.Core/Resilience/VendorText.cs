using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Core.Resilience;

/// <summary>Prepares vendor messages for a reply: at most ten, each on one short line.</summary>
internal static class VendorText
{
    private const int MostCharacters = 1000;
    private const int MostMessages = 10;

    /// <summary>The part of a message that patterns are searched in. Searching a longer one could take minutes.</summary>
    private const int MostSearched = 4 * MostCharacters;

    /// <summary>The part of a message that may be searched for a pattern.</summary>
    public static string Searchable(string message) => Presentation.Shorten(message, MostSearched);

    public static IReadOnlyList<string> Clean(IEnumerable<string> messages) =>
        [.. messages.Select(Clean).Where(message => message.Length > 0).Distinct().Take(MostMessages)];

    private static string Clean(string message) => Presentation.OneLine(message.Trim(), MostCharacters, instead: ' ').Trim();
}
