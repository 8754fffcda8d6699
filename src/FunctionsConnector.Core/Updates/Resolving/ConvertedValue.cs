using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Core.Updates.Resolving;

/// <summary>A caller's value in canonical text, or the problem with it.</summary>
/// <param name="Text">The canonical text; null where there is a problem.</param>
/// <param name="Problem">Why the value is refused; null where it is not.</param>
internal readonly record struct ConvertedValue(string? Text, FailureDetail? Problem)
{
    /// <summary>A sentence that the reply shows beside an accepted value; null where there is nothing to say.</summary>
    public string? Warning { get; init; }

    public static ConvertedValue Of(string text) => new(text, null);

    /// <param name="field">The field.</param>
    /// <param name="what">What the value is, as it reads after "is".</param>
    /// <param name="text">The value, to be quoted; null where it cannot be.</param>
    public static ConvertedValue Invalid(Field field, string what, string? text = null) => new(null, new FailureDetail(
        FailureDetailCode.ValueInvalid,
        field.Name,
        $"{field.Label}{(text is null ? string.Empty : $" {Presentation.Quote(text)}")} is {what}."));
}
