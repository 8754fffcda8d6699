using System.Globalization;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Targets.References;

namespace FunctionsConnector.Core.Targets.Autotask.References;

/// <summary>The filters that find records by what people call them.</summary>
internal static class ReferenceFilters
{
    /// <summary>The parts of a full name of more words are not split: such a query would have dozens of comparisons.</summary>
    private const int MostWords = 6;

    /// <param name="kind">The entity.</param>
    /// <param name="text">What the caller calls the record.</param>
    /// <param name="isAddress">Whether the text is an e-mail address.</param>
    /// <param name="within">The id of the record that it belongs to; null for any.</param>
    public static Filter Named(ReferenceKind kind, string text, bool isAddress, string? within)
    {
        var fields = isAddress ? kind.Addresses : kind.Names;
        var named = Filter.Any(
        [
            .. NameMatch.Forms(text).SelectMany(form => fields.Select(field => Filter.Is(field, form)).Concat(kind.HasFullName && !isAddress ? FullNames(form) : [])),
        ]);
        Filter[] restrictions = [.. UseOf(kind), .. within is null ? Array.Empty<Filter>() : [Filter.IsJson(kind.Within!, within)]];
        return restrictions.Length == 0 ? named : Filter.All([.. restrictions, named]);
    }

    /// <summary>Active records with a part of a name, or any where the text is null.</summary>
    public static Filter Containing(ReferenceKind kind, string? text)
    {
        Filter[] active = [.. UseOf(kind), .. kind.Active is { } type ? [Filter.IsJson("isActive", type == FieldType.Boolean ? "true" : "1")] : Array.Empty<Filter>()];
        return text is null
            ? Filter.All([Filter.Exists("id"), .. active])
            : Filter.All([.. active, Filter.Any([.. Searched(kind, text).Select(pair => Filter.Contains(pair.Field, pair.Text))])]);
    }

    private static Filter[] UseOf(ReferenceKind kind) =>
        kind.UseType is { } use ? [Filter.IsJson("useType", use.ToString(CultureInfo.InvariantCulture))] : [];

    /// <summary>"Jane Mary Doe" may be Jane, Mary Doe or Jane Mary, Doe. "Doe, Jane" is Jane Doe.</summary>
    private static IEnumerable<Filter> FullNames(string text)
    {
        if (text.Split(',', StringSplitOptions.TrimEntries) is [{ Length: > 0 } last, { Length: > 0 } first])
        {
            return [FullName(first, last)];
        }

        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length is > 1 and <= MostWords
            ? Enumerable.Range(1, words.Length - 1).Select(count => FullName(string.Join(' ', words[..count]), string.Join(' ', words[count..])))
            : [Filter.Is("firstName", text), Filter.Is("lastName", text)];
    }

    private static Filter FullName(string first, string last) => Filter.All(Filter.Is("firstName", first), Filter.Is("lastName", last));

    private static IEnumerable<(string Field, string Text)> Searched(ReferenceKind kind, string text)
    {
        // A search for a full name finds it by its first word; the answer is filtered by the whole text.
        string[] fields = [.. kind.Names, .. kind.Addresses.Take(1), .. kind.HasFullName ? ["firstName", "lastName"] : Array.Empty<string>()];
        var word = kind.HasFullName ? text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[0].TrimEnd(',') : text;
        return fields.Distinct().Select(field => (field, word));
    }
}
