using System.Text.Json;
using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Core.Updates.Resolving;

/// <summary>A caller's single value, taken out of the form in which it came.</summary>
/// <param name="Text">The value as text.</param>
/// <param name="By">What it is of a choice.</param>
internal readonly record struct PlainValue(string Text, NamedBy By = NamedBy.LabelOrId)
{
    private const string IdPrefix = "id:";

    /// <summary>A JSON text, number or boolean; null for another JSON value.</summary>
    public static PlainValue? Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => new PlainValue(value.GetString()!),
        // 5.0 is the choice 5.
        JsonValueKind.Number => new PlainValue(
            CanonicalText.TryNumber(value.GetRawText(), out var number) ? CanonicalText.From(number) : value.GetRawText(), NamedBy.IdOrLabel),
        JsonValueKind.True => new PlainValue("true"),
        JsonValueKind.False => new PlainValue("false"),
        _ => null,
    };

    /// <summary>The value as the name of a choice: <c>id:7</c> is always the id.</summary>
    public PlainValue AsName() => By != NamedBy.Label && Text.StartsWith(IdPrefix, StringComparison.OrdinalIgnoreCase)
        ? new PlainValue(Text[IdPrefix.Length..].Trim(), NamedBy.Id)
        : this;
}
