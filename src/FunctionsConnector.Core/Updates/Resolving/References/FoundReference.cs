using System.Text.Json;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Targets.References;

namespace FunctionsConnector.Core.Updates.Resolving.References;

/// <summary>The record that a caller means, or the problem where no record or more than one fits.</summary>
/// <param name="Record">The record; null where there is a problem.</param>
/// <param name="Problem">Why the text is refused; null where it is not.</param>
internal sealed record FoundReference(NamedRecord? Record, FailureDetail? Problem)
{
    private const int MostListed = 10;

    /// <summary>The id as a value of the field.</summary>
    public JsonElement Value { get; } = Record is null ? default : JsonElement.Parse($"\"{JsonEncodedText.Encode(Record.Id)}\"");

    /// <summary>Chooses among the records that people call by the text. Exactly one must fit.</summary>
    public static FoundReference Choose(AskedReference asked, IReadOnlyList<NamedRecord> found)
    {
        var usable = found.Where(record => record.IsActive || asked.IsCondition).DistinctBy(record => record.Id).ToList();
        return (usable, found) switch
        {
            ([var one], _) => new FoundReference(one, null),
            ([], []) => Refuse(asked, FailureDetailCode.ChoiceNotFound, $"was not found: no {asked.Field.Reference!.To} has this {asked.Field.Reference.By}. Give one of these exactly, or the id."),
            ([], _) => Refuse(asked, FailureDetailCode.ChoiceInactive, $"is inactive: {List(found)}."),
            _ => Refuse(asked, FailureDetailCode.ValueInvalid, $"fits several: {List(usable)}. Use the id of one."),
        };
    }

    private static FoundReference Refuse(AskedReference asked, FailureDetailCode code, string what) =>
        new(null, new FailureDetail(code, asked.Field.Name, $"{asked.Field.Label} {Presentation.Quote(asked.Text)} {what}"));

    private static string List(IReadOnlyList<NamedRecord> records)
    {
        var listed = records.Take(MostListed).Select(record =>
            $"{Presentation.OneLine(record.Label, 100)} ({(record.Detail is { } detail ? $"{Presentation.OneLine(detail, 100)}, " : string.Empty)}id {record.Id})");
        return string.Join("; ", listed) + (records.Count > MostListed ? $" … ({records.Count} in all)" : string.Empty);
    }
}
