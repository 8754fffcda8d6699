using FunctionsConnector.Core.Updates;

namespace FunctionsConnector.Actions.Rendering;

/// <summary>One field of an update or a record.</summary>
/// <param name="Field">Its API name.</param>
/// <param name="Label">What a person reads.</param>
/// <param name="Value">Its value; absent where it is empty.</param>
/// <param name="DisplayValue">The label of the choice, or the value; absent where it is empty.</param>
/// <param name="PreviousValue">Its value before the update, where known.</param>
public sealed record FieldReply(string Field, string Label, string? Value, string? DisplayValue, string? PreviousValue = null)
{
    /// <summary>The value that was asked for, where the record shows it in the system's own form.</summary>
    public string? RequestedValue { get; init; }

    /// <summary>What the system did to the value, such as "rounded".</summary>
    public string? Adjustment { get; init; }

    /// <summary>True where the field was cleared.</summary>
    public bool? Cleared { get; init; }

    public static IReadOnlyList<FieldReply> Of(IReadOnlyList<FieldOutcome> fields)
    {
        var replies = new FieldReply[fields.Count];
        for (var index = 0; index < replies.Length; index++)
        {
            var field = fields[index];
            replies[index] = new FieldReply(field.Field, field.Label, Filled(field.Value), Filled(field.DisplayValue), Filled(field.PreviousValue))
            {
                RequestedValue = field.RequestedValue,
                Adjustment = field.Adjustment,
                Cleared = field.Value is null ? true : null,
            };
        }

        return replies;
    }

    private static string? Filled(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
