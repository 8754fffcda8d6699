using FsCheck;
using FsCheck.Fluent;

namespace FunctionsConnector.EndToEnd.Tests.Truth;

/// <summary>A random update with its expected values and its faults.</summary>
internal sealed record RandomUpdate(
    string RecordType,
    long Id,
    long Neighbour,
    IReadOnlyDictionary<string, JsonNode?> Changes,
    IReadOnlyDictionary<string, string> Expected,
    bool Verify,
    IReadOnlyList<Fault> Faults)
{
    /// <summary>The body: a field without a value is cleared.</summary>
    public string Body() => JsonSerializer.Serialize(new
    {
        fields = Changes.Where(change => change.Value is not null).ToDictionary(),
        fieldsToClear = Changes.Where(change => change.Value is null).Select(change => change.Key),
        verify = Verify,
    });

    /// <summary>Whether one of its fields is stored in another form than it is asked for.</summary>
    /// <param name="normalised">The fields that the system normalises, named by their API names.</param>
    public bool IsAdjusted(IEnumerable<string> normalised) =>
        normalised.Any(field => Changes.TryGetValue(field, out var asked) && Expected.TryGetValue(field, out var stored) && asked?.ToString() != stored);

    public override string ToString() =>
        $"{RecordType} {Id} {Body()} with {string.Join(" and ", Faults.Select(fault => $"{fault.Kind} {fault.Response.Status} {fault.Response.Body} {fault.Match}"))}";

    /// <summary>Updates of one record type.</summary>
    /// <param name="recordType">The record type.</param>
    /// <param name="first">The first of its ids.</param>
    /// <param name="last">The last of its ids.</param>
    /// <param name="changes">A field as a caller can name it, a value, the field in the record and its expected text.</param>
    /// <param name="faults">The possible faults.</param>
    public static Gen<RandomUpdate> Of(
        string recordType, int first, int last, IReadOnlyList<(string Named, JsonNode? Value, string Field, string Expected)> changes, Gen<Fault[]> faults) =>
        from id in Gen.Choose(first, last)
        from picked in Gen.SubListOf(changes.ToArray())
        from one in Gen.Elements(changes.ToArray())
        from verify in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
        from wrong in faults
        let distinct = picked.Take(4).Append(one).DistinctBy(change => change.Field).ToList()
        select new RandomUpdate(
            recordType,
            id,
            id == first ? first + 1 : id - 1,
            distinct.ToDictionary(change => change.Named, change => change.Value?.DeepClone()),
            distinct.ToDictionary(change => change.Field, change => change.Expected),
            verify,
            wrong);
}
