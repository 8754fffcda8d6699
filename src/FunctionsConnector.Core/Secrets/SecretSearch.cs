using System.Buffers;
using System.Text;
using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Core.Secrets;

/// <summary>
/// Finds all encodings of all secrets in one pass, in any case, because hexadecimal digits vary in case. It also finds the beginning of
/// a secret in a shortened text.
/// </summary>
internal sealed class SecretSearch
{
    /// <summary>More characters than the usual reply to an update has.</summary>
    private const int MostOnStack = 512;

    private readonly string[] _forms;
    private readonly SearchValues<string> _values;
    private readonly SearchValues<string> _beginnings;

    private SecretSearch(string[] forms)
    {
        _forms = forms;
        _values = SearchValues.Create(forms, StringComparison.OrdinalIgnoreCase);
        _beginnings = SearchValues.Create(
            [.. forms.Select(form => form[..SecretRedactor.MinLength]).Distinct(StringComparer.OrdinalIgnoreCase)], StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A search for these secrets.</summary>
    public static SecretSearch For(IEnumerable<string> secrets) => new(
        [.. secrets.SelectMany(SecretEncodings.Of).Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(form => form.Length)]);

    /// <summary>Whether UTF-8 text contains a secret.</summary>
    public bool Contains(ReadOnlySpan<byte> text)
    {
        // Every reply is searched, so none is converted to a string.
        if (text.Length <= MostOnStack)
        {
            return Contains(text, stackalloc char[MostOnStack]);
        }

        var characters = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            return Contains(text, characters);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(characters);
        }
    }

    /// <summary>The text without secrets; the same instance where it has none.</summary>
    public string Redact(string text)
    {
        var shown = RedactWhole(text);
        var cut = -1;
        while ((cut = shown.IndexOf(Presentation.Ellipsis, cut + 1)) >= 0)
        {
            if (LengthBefore(shown.AsSpan(0, cut)) is > 0 and var begun)
            {
                shown = string.Concat(shown.AsSpan(0, cut - begun), SecretRedactor.Mask, shown.AsSpan(cut));
                cut += SecretRedactor.Mask.Length - begun;
            }
        }

        return shown;
    }

    private string RedactWhole(string text)
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
            shown.Append(rest[..at]).Append(SecretRedactor.Mask);
            rest = rest[(at + LengthAt(rest[at..]))..];
        }

        return shown.Append(rest).ToString();
    }

    private bool Contains(ReadOnlySpan<byte> text, Span<char> characters)
    {
        ReadOnlySpan<char> searched = characters[..Encoding.UTF8.GetChars(text, characters)];
        return searched.ContainsAny(_values) || (searched.Contains(Presentation.Ellipsis) && searched.ContainsAny(_beginnings));
    }

    /// <summary>The length of the beginning of a secret at the end of the text; 0 for none.</summary>
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
