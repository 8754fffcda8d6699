using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Core.Resilience;

/// <summary>What a vendor says, made fit for a reply: some messages, each one line that is not too long.</summary>
internal static class VendorText
{
    private const int MostCharacters = 1000;
    private const int MostMessages = 10;

    /// <summary>Enough of a message to see in it whatever is looked for; a longer one would be searched for minutes.</summary>
    private const int MostSearched = 4 * MostCharacters;

    /// <summary>So much of the message as a pattern may be looked for in.</summary>
    public static string Searchable(string message) => Presentation.Shorten(message, MostSearched);

    public static IReadOnlyList<string> Clean(IEnumerable<string> messages) =>
        [.. messages.Select(Clean).Where(message => message.Length > 0).Distinct().Take(MostMessages)];

    private static string Clean(string message) => Presentation.OneLine(message.Trim(), MostCharacters, instead: ' ').Trim();
}
