using FsCheck;
using FsCheck.Fluent;

namespace FunctionsConnector.EndToEnd.Tests.Truth;

/// <summary>One update at random, what the record must hold if it is made, and what goes wrong on the way.</summary>
internal sealed record RandomUpdate(
    string RecordType,
    long Id,
    long Neighbour,
    IReadOnlyDictionary<string, JsonNode?> Changes,
    IReadOnlyDictionary<string, string> Expected,
    bool Verify,
    IReadOnlyList<Fault> Faults,
    int ReadsBeforeVisible)
{
    public string Body() => JsonSerializer.Serialize(new { fields = Changes, verify = Verify });

    public override string ToString() =>
        $"{RecordType} {Id} {Body()}, shown after {ReadsBeforeVisible} reads, with {string.Join(" and ", Faults.Select(fault => $"{fault.Kind} {fault.Reply.Status} {fault.Reply.Body} {fault.Match}"))}";

    /// <summary>Updates of one record type.</summary>
    /// <param name="recordType">The record type.</param>
    /// <param name="first">The first of its ids.</param>
    /// <param name="last">The last of its ids.</param>
    /// <param name="changes">A field as a caller may name it, a value, the field of the truth and the text it must then hold.</param>
    /// <param name="faults">What may go wrong.</param>
    public static Gen<RandomUpdate> Of(
        string recordType, int first, int last, IReadOnlyList<(string Named, JsonNode? Value, string Field, string Expected)> changes, Gen<Fault[]> faults) =>
        from id in Gen.Choose(first, last)
        from picked in Gen.SubListOf(changes.ToArray())
        from one in Gen.Elements(changes.ToArray())
        from verify in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
        from wrong in faults

        // A refusal and a record that agrees with it are believed, so no change is shown late after a fault, nor may one be left for the next update.
        from late in wrong.Length > 0 || !verify ? Gen.Constant(0) : Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(1, 3)))
        let distinct = picked.Take(4).Append(one).DistinctBy(change => change.Field).ToList()
        select new RandomUpdate(
            recordType,
            id,
            id == first ? first + 1 : id - 1,
            distinct.ToDictionary(change => change.Named, change => change.Value?.DeepClone()),
            distinct.ToDictionary(change => change.Field, change => change.Expected),
            verify,
            wrong,
            late);
}
