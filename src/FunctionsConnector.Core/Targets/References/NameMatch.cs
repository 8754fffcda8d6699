using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Core.Targets.References;

/// <summary>
/// Decides which records a text names. The searches of vendors ignore case and find parts of words, so their answer is filtered here.
/// </summary>
internal static class NameMatch
{
    /// <summary>The records with this name or number: exactly so, else in any case, white space and Unicode form, and with HTML entities decoded.</summary>
    /// <param name="text">What the caller calls the record.</param>
    /// <param name="found">The vendor's answer.</param>
    /// <param name="namesOf">What people call a record.</param>
    public static IReadOnlyList<T> Best<T>(string text, IReadOnlyList<T> found, Func<T, IEnumerable<string?>> namesOf)
    {
        var exact = found.Where(one => namesOf(one).Contains(text, StringComparer.Ordinal)).ToList();
        if (exact.Count > 0)
        {
            return exact;
        }

        var normal = NormalizedName.Of(text);
        return [.. found.Where(one => namesOf(one).Any(name => name is not null && string.Equals(NormalizedName.Of(name), normal, StringComparison.OrdinalIgnoreCase)))];
    }

    /// <summary>The forms in which the vendor may hold the name: as the caller wrote it, and in the usual white space and Unicode form.</summary>
    public static IReadOnlyList<string> Forms(string text) => NormalizedName.Of(text) is var normal && normal == text ? [text] : [text, normal];
}
