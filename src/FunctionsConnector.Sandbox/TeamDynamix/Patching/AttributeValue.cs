using System.Text.Json;
using FunctionsConnector.Sandbox.TeamDynamix.Attributes;

namespace FunctionsConnector.Sandbox.TeamDynamix.Patching;

/// <summary>
/// Converts JSON to the value of a custom attribute, which is always text. Choices are comma-separated ids (Web API reference,
/// "CustomAttribute.Value").
/// </summary>
internal static class AttributeValue
{
    public static ReadValue Read(PreparedAttribute attribute, JsonElement sent, TeamDynamixBehavior behavior)
    {
        if (sent.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
        {
            return new("");
        }

        if (attribute.Definition.IsChoice)
        {
            return Choices(attribute, sent, behavior);
        }

        if (FieldValue.Text(sent) is not { } text)
        {
            return ReadValue.Refused(TeamDynamixMessages.WrongType(attribute.Definition.Name));
        }

        return attribute.Definition.IsDate && text.Length > 0 ? Day(attribute, text, behavior) : new(text);
    }

    private static ReadValue Choices(PreparedAttribute attribute, JsonElement sent, TeamDynamixBehavior behavior)
    {
        var message = TeamDynamixMessages.InvalidChoice(attribute.Definition.Name);
        if (sent.ValueKind != JsonValueKind.String)
        {
            return ReadValue.By(behavior.ChoiceNumber, message);
        }

        var ids = sent.GetString()!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var choices = ids.Select(attribute.Find).ToList();
        if (choices.Contains(null) || (choices.Count > 1 && !attribute.Definition.AllowsSeveral))
        {
            return ReadValue.By(behavior.ChoiceText, message);
        }

        if (choices.Any(choice => !choice!.IsActive) && behavior.InactiveChoice == Reaction.Refuse)
        {
            return ReadValue.Refused(TeamDynamixMessages.Inactive(attribute.Definition.Name, sent.GetString()!));
        }

        // Stored in the attribute's order, not the caller's.
        return choices.Any(choice => !choice!.IsActive)
            ? new(null, null, IsIgnored: true)
            : new(string.Join(',', attribute.Definition.Choices.Where(choices.Contains).Select(choice => choice.Id)));
    }

    private static ReadValue Day(PreparedAttribute attribute, string text, TeamDynamixBehavior behavior) =>
        InstantText.Read(text, isDay: true, behavior) is { } instant
            ? new(instant)
            : ReadValue.Refused(TeamDynamixMessages.WrongType(attribute.Definition.Name));
}
