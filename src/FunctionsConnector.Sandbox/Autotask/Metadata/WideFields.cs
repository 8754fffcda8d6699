using System.Globalization;

namespace FunctionsConnector.Sandbox.Autotask.Metadata;

/// <summary>Generated fields, for tests with very wide entities.</summary>
internal static class WideFields
{
    private const int ChoicesEach = 20;

    /// <summary>Fields <c>generatedField001</c>, …, alternating between text, number, Boolean, date-time and picklist.</summary>
    public static IEnumerable<FieldDefinition> Generate(int count) => Enumerable.Range(1, count).Select(number =>
    {
        var name = "generatedField" + number.ToString("D3", CultureInfo.InvariantCulture);
        return (number % 5) switch
        {
            0 => Fields.Numbered(name, [.. Enumerable.Range(1, ChoicesEach).Select(choice => $"Choice {choice} of {number}")]),
            1 => Fields.Text(name, 100),
            2 => Fields.Integer(name),
            3 => Fields.Flag(name),
            _ => Fields.Instant(name),
        };
    });
}
