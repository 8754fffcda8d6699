using System.Globalization;

namespace FunctionsConnector.Sandbox.Autotask.Metadata;

/// <summary>Generated fields, for finding out how a caller copes with entities much wider than usual.</summary>
internal static class WideFields
{
    private const int ChoicesEach = 20;

    /// <summary>Fields <c>generatedField001</c>, …, taking turns at text, number, yes/no, moment and picklist.</summary>
    public static IEnumerable<FieldDefinition> Generate(int count) => Enumerable.Range(1, count).Select(number =>
    {
        var name = "generatedField" + number.ToString("D3", CultureInfo.InvariantCulture);
        return (number % 5) switch
        {
            0 => Fields.Numbered(name, [.. Enumerable.Range(1, ChoicesEach).Select(choice => $"Choice {choice} of {number}")]),
            1 => Fields.Text(name, 100),
            2 => Fields.Integer(name),
            3 => Fields.Flag(name),
            _ => Fields.Moment(name),
        };
    });
}
