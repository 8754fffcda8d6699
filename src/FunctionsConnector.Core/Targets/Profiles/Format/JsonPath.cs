using System.Globalization;
using System.Text.Json;

namespace FunctionsConnector.Core.Targets.Profiles.Format;

/// <summary>
/// A JSON Pointer (RFC 6901) of a profile. Its token <c>*</c> means each item of a list. <c>{name}</c> in a token is the API name of a field,
/// and other names are values of the record type.
/// </summary>
internal sealed class JsonPath
{
    private const string Each = "*";
    private const string FieldName = "{name}";

    /// <summary>The whole value.</summary>
    public static readonly JsonPath Whole = new([]);

    private readonly string[] _tokens;

    /// <summary>Of a pointer for one field: the first token that the field's name decides.</summary>
    private readonly int _own;

    private JsonPath(string[] tokens, int own = 0) => (_tokens, _own) = (tokens, own);

    public IReadOnlyList<string> Tokens => _tokens;

    public bool NamesField => _tokens.Any(token => token.Contains(FieldName, StringComparison.Ordinal));

    /// <summary>Null where the text is no pointer.</summary>
    public static JsonPath? Parse(string text)
    {
        if (text.Length == 0)
        {
            return Whole;
        }

        if (text[0] != '/' || text.Replace("~0", string.Empty, StringComparison.Ordinal).Replace("~1", string.Empty, StringComparison.Ordinal).Contains('~', StringComparison.Ordinal))
        {
            return null;
        }

        return new JsonPath([.. text[1..].Split('/').Select(token => token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))]);
    }

    /// <summary>The pointer for one field.</summary>
    public JsonPath Of(string field) =>
        NamesField
            ? new JsonPath(
                [.. _tokens.Select(token => token.Replace(FieldName, field, StringComparison.Ordinal))],
                Array.FindIndex(_tokens, token => token.Contains(FieldName, StringComparison.Ordinal)))
            : this;

    /// <summary>The pointer for one record type.</summary>
    public JsonPath Of(ProfileRecordType type) => Array.Exists(_tokens, token => token.Contains('{', StringComparison.Ordinal))
        ? new JsonPath([.. _tokens.Select(token => type.Values.Aggregate(
            token.Replace($"{{{TemplateName.RecordType}}}", type.Id, StringComparison.Ordinal),
            (text, value) => text.Replace($"{{{value.Key}}}", value.Value, StringComparison.Ordinal)))])
        : this;

    /// <summary>The names in its tokens.</summary>
    public IEnumerable<string> Names => _tokens.SelectMany(token => token.Split('{').Skip(1).Select(part => part.Split('}')[0]));

    /// <summary>The number of tokens that both begin with.</summary>
    public int CommonWith(JsonPath other) => _tokens.AsSpan().CommonPrefixLength(other._tokens);

    /// <summary>The value; null where there is none.</summary>
    public JsonElement? Find(JsonElement json)
    {
        foreach (var token in _tokens)
        {
            if (Next(json, token) is not { } next)
            {
                return null;
            }

            json = next;
        }

        return json;
    }

    /// <summary>Whether a record has the object that would hold the field, and not the field. A value in another form is not empty.</summary>
    public bool IsEmpty(JsonElement record)
    {
        for (var index = 0; index < _own; index++)
        {
            if (Next(record, _tokens[index]) is not { } next)
            {
                return false;
            }

            record = next;
        }

        return record.ValueKind == JsonValueKind.Object && (!record.TryGetProperty(_tokens[_own], out var own) || own.ValueKind == JsonValueKind.Null);
    }

    /// <summary>Every value where a token means each item; else the one value.</summary>
    public IEnumerable<JsonElement> FindAll(JsonElement json) => FindAll(json, 0);

    /// <summary>A text, number or boolean as text; null where there is none.</summary>
    public string? FindText(JsonElement json) => Find(json) is { } value ? TextOf(value) : null;

    /// <summary>A text, number or boolean as text; null for anything else.</summary>
    public static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };

    /// <summary>The pointer as RFC 6901 writes it.</summary>
    public override string ToString() =>
        string.Concat(_tokens.Select(token => $"/{token.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}"));

    private IEnumerable<JsonElement> FindAll(JsonElement json, int index)
    {
        if (index == _tokens.Length)
        {
            return [json];
        }

        if (_tokens[index] == Each)
        {
            return json.ValueKind == JsonValueKind.Array ? json.EnumerateArray().SelectMany(item => FindAll(item, index + 1)) : [];
        }

        return Next(json, _tokens[index]) is { } next ? FindAll(next, index + 1) : [];
    }

    // RFC 6901 section 4: in a list a token is a number without leading zeros.
    private static JsonElement? Next(JsonElement json, string token) => json.ValueKind switch
    {
        JsonValueKind.Object => json.TryGetProperty(token, out var member) ? member : null,
        JsonValueKind.Array when (token is "0" || !token.StartsWith('0'))
            && int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < json.GetArrayLength() => json[index],
        _ => null,
    };
}
