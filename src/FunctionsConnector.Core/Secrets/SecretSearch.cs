using System.Buffers;
using System.Text;
using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Core.Secrets;

/// <summary>
/// Finds all forms of all secrets in one pass, case aside, because hexadecimal digits come in either; and the beginning of one where a
/// text was shortened in the middle of it.
/// </summary>
internal sealed class SecretSearch
{
    /// <summary>As many characters as the reply to an update has, and some more.</summary>
    private const int MostOnStack = 512;

    private readonly string[] _forms;
    private readonly SearchValues<string> _values;
    private readonly SearchValues<string> _beginnings;

    private SecretSearch(string[] forms)
    {
        _forms = forms;
        _values = SearchValues.Create(forms, StringComparison.OrdinalIgnoreCase);
        _beginnings = SearchValues.Create(
            [.. forms.Select(form => form[..KnownSecrets.Shortest]).Distinct(StringComparer.OrdinalIgnoreCase)], StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A search for these secrets.</summary>
    public static SecretSearch For(IEnumerable<string> secrets) => new(
        [.. secrets.SelectMany(SecretForms.Of).Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(form => form.Length)]);

    /// <summary>Whether UTF-8 text has a secret in it.</summary>
    public bool Finds(ReadOnlySpan<byte> text)
    {
        // Every reply is looked through, so none is made a string for it.
        if (text.Length <= MostOnStack)
        {
            return Finds(text, stackalloc char[MostOnStack]);
        }

        var characters = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            return Finds(text, characters);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(characters);
        }
    }

    /// <summary>The text without secrets; the same instance where it has none.</summary>
    public string Hide(string text)
    {
        var shown = HideWhole(text);
        var cut = -1;
        while ((cut = shown.IndexOf(Presentation.Cut, cut + 1)) >= 0)
        {
            if (LengthBefore(shown.AsSpan(0, cut)) is > 0 and var begun)
            {
                shown = string.Concat(shown.AsSpan(0, cut - begun), KnownSecrets.Mask, shown.AsSpan(cut));
                cut += KnownSecrets.Mask.Length - begun;
            }
        }

        return shown;
    }

    private string HideWhole(string text)
    {
        var at = text.AsSpan().IndexOfAny(_values);
        if (at < 0)
        {
            return text;
        }

        var shown = new StringBuilder(text.Length);
        var rest = text.AsSpan();
        for (; at >= 0; at = rest.IndexOfAny(_values))
        {
            shown.Append(rest[..at]).Append(KnownSecrets.Mask);
            rest = rest[(at + LengthAt(rest[at..]))..];
        }

        return shown.Append(rest).ToString();
    }

    private bool Finds(ReadOnlySpan<byte> text, Span<char> characters)
    {
        ReadOnlySpan<char> searched = characters[..Encoding.UTF8.GetChars(text, characters)];
        return searched.ContainsAny(_values) || (searched.Contains(Presentation.Cut) && searched.ContainsAny(_beginnings));
    }

    /// <summary>How much of a secret the text ends with; 0 for none.</summary>
    private int LengthBefore(ReadOnlySpan<char> text)
    {
        var longest = _forms.Length == 0 ? 0 : _forms[0].Length;
        var end = text.Length > longest ? text[^longest..] : text;
        for (var at = end.IndexOfAny(_beginnings); at >= 0; at = end.IndexOfAny(_beginnings))
        {
            end = end[at..];
            if (IsBegun(end))
            {
                return end.Length;
            }

            end = end[1..];
        }

        return 0;
    }

    private bool IsBegun(ReadOnlySpan<char> text)
    {
        foreach (var form in _forms)
        {
            if (form.AsSpan().StartsWith(text, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private int LengthAt(ReadOnlySpan<char> text)
    {
        foreach (var form in _forms)
        {
            if (text.StartsWith(form, StringComparison.OrdinalIgnoreCase))
            {
                return form.Length;
            }
        }

        return 1;
    }
}
