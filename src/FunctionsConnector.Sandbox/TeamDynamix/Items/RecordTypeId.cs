using System.Globalization;
using FunctionsConnector.Sandbox.TeamDynamix.Kinds;

namespace FunctionsConnector.Sandbox.TeamDynamix.Items;

/// <summary>A kind of items, with its application if it has one: <c>tickets-42</c>, <c>people</c>.</summary>
internal sealed record RecordTypeId(ItemKind Kind, int? App)
{
    /// <exception cref="KeyNotFoundException">There is no such record type.</exception>
    public static RecordTypeId Parse(string text)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        var prefix = dash < 0 ? text : text[..dash];
        var kind = SeededKinds.All.Select(seeded => seeded.Kind)
            .FirstOrDefault(kind => kind.Prefix.Equals(prefix, StringComparison.OrdinalIgnoreCase));
        if (kind is not null && dash < 0 && kind.AppClass is null)
        {
            return new(kind, null);
        }

        return kind is { AppClass: not null }
            && dash >= 0
            && int.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var app)
                ? new(kind, app)
                : throw new KeyNotFoundException($"There is no record type '{text}'.");
    }

    public bool Fits(ItemState item) => item.Kind == Kind && (App is null || item.App == App);
}
