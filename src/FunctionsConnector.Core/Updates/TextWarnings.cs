using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Updates;

/// <summary>What a caller should know of a text with markup, or of one that replaces markup.</summary>
internal static class TextWarnings
{
    /// <param name="change">The change.</param>
    /// <param name="update">The update that it is part of.</param>
    /// <param name="seen">The record as it was read last; null where it was not read.</param>
    public static IEnumerable<string> Of(Change change, PlannedUpdate update, Record? seen)
    {
        var (field, value) = (change.Field, change.Value);
        if (value is null || !ValueComparison.IsFreeText(field))
        {
            yield break;
        }

        if (field.TextKind == TextKind.PlainCopy)
        {
            yield return $"{field.Label} keeps plain text only when it is written through the API: formatting and pasted images that it had are lost.";
        }

        if (!Markup.HasTags(value))
        {
            yield break;
        }

        if (field.TextKind != TextKind.Html)
        {
            yield return $"{field.Label} has HTML tags, and people will see them as they are. Send plain text instead.";
        }
        else if (field.MarkupSwitch is { } name && (update.ChangeOf(name) is { } other ? other.Value : seen?[name]) != "true")
        {
            yield return $"{field.Label} has HTML tags. People see them as they are unless {name} of the record is true; set it in the same update.";
        }
    }

    /// <summary>Whether <see cref="Of"/> returns anything for this change. Nearly always it does not.</summary>
    public static bool Concern(Change change) =>
        change.Value is { } value && ValueComparison.IsFreeText(change.Field)
        && (change.Field.TextKind == TextKind.PlainCopy || Markup.HasTags(value));
}
