using System.Buffers;
using System.Text;

namespace FunctionsConnector.Core.Secrets;

/// <summary>Finds all forms of all secrets in one pass, case aside, because hexadecimal digits come in either.</summary>
internal sealed class SecretSearch
{
    /// <summary>As many characters as the reply to an update has, and some more.</summary>
    private const int MostOnStack = 512;

    private readonly string[] _forms;
    private readonly SearchValues<string> _values;

    private SecretSearch(string[] forms)
    {
        _forms = forms;
        _values = SearchValues.Create(forms, StringComparison.OrdinalIgnoreCase);
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

    private bool Finds(ReadOnlySpan<byte> text, Span<char> characters) =>
        characters[..Encoding.UTF8.GetChars(text, characters)].ContainsAny(_values);

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
