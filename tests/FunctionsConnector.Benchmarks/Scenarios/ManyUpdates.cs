using System.Globalization;
using System.Text.Json;

namespace FunctionsConnector.Benchmarks.Scenarios;

/// <summary>
/// Updates of few records, each of one field, in a shuffled order that is the same in every run. Those of one record go through the
/// fields in rotation, so that neighbours name different fields and every field is written several times.
/// </summary>
/// <param name="Number">Its position, from 0.</param>
/// <param name="Record">Which of the records, from 0.</param>
/// <param name="Field">The field.</param>
internal sealed record ManyUpdates(int Number, int Record, string Field)
{
    /// <summary>The new value.</summary>
    public string Value => string.Create(CultureInfo.InvariantCulture, $"update {Number}");

    /// <param name="count">How many.</param>
    /// <param name="records">Of how many records.</param>
    /// <param name="fields">The fields in rotation; all of them texts.</param>
    public static IReadOnlyList<ManyUpdates> Make(int count, int records, IReadOnlyList<string> fields)
    {
        int[] order = [.. Enumerable.Range(0, count).Select(number => number % records)];
        new Random(records).Shuffle(order);
        var next = new int[records];
        return [.. order.Select((record, number) => new ManyUpdates(number, record, fields[next[record]++ % fields.Count]))];
    }

    /// <summary>What each field of each record must hold at the end, had each update been sent in order.</summary>
    public static Dictionary<(int Record, string Field), string> Truth(IEnumerable<ManyUpdates> updates)
    {
        var truth = new Dictionary<(int, string), string>();
        foreach (var update in updates)
        {
            truth[(update.Record, update.Field)] = update.Value;
        }

        return truth;
    }

    public string Body(string system, string recordType, long firstRecord) => JsonSerializer.Serialize(new
    {
        system,
        recordType,
        recordId = (firstRecord + Record).ToString(CultureInfo.InvariantCulture),
        fields = new Dictionary<string, string> { [Field] = Value },
    });
}
