using System.Globalization;
using System.Text.Json;

namespace FunctionsConnector.Benchmarks.Scenarios;

/// <summary>
/// Updates of one field each for few records, in the same shuffled order in every run. The updates of one record cycle through the
/// fields, so that successive updates change different fields and every field is written several times.
/// </summary>
/// <param name="Number">Its position, from 0.</param>
/// <param name="Record">The index of the record, from 0.</param>
/// <param name="Field">The field.</param>
internal sealed record ManyUpdates(int Number, int Record, string Field)
{
    /// <summary>The new value.</summary>
    public string Value => string.Create(CultureInfo.InvariantCulture, $"update {Number}");

    /// <param name="count">The number of updates.</param>
    /// <param name="records">The number of records.</param>
    /// <param name="fields">The text fields.</param>
    public static IReadOnlyList<ManyUpdates> Make(int count, int records, IReadOnlyList<string> fields)
    {
        int[] order = [.. Enumerable.Range(0, count).Select(number => number % records)];
        new Random(records).Shuffle(order);
        var next = new int[records];
        return [.. order.Select((record, number) => new ManyUpdates(number, record, fields[next[record]++ % fields.Count]))];
    }

    /// <summary>The expected final values: those of all updates applied in order.</summary>
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
