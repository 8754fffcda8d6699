using FunctionsConnector.Benchmarks.Reporting;

namespace FunctionsConnector.Benchmarks.Measuring;

/// <summary>Measures subjects in rounds, one after the other. Compares each one with the first one of the same round, the floor.</summary>
internal sealed class Rounds
{
    public static readonly IReadOnlyList<string> Columns = ["call", "callers", "calls", "of the floor", "p50 ms", "above the floor ms", "p99 ms", "processor µs per call"];

    private const double LeastOfFloor = 0.85;
    private const double MostAboveFloor = 0.5;

    private readonly List<Spell[]> _rounds = [];
    private readonly int _callers;
    private readonly IReadOnlyList<Subject> _subjects;

    private Rounds(IReadOnlyList<Subject> subjects, int callers) => (_subjects, _callers) = (subjects, callers);

    public static async Task<Rounds> MeasureAsync(IReadOnlyList<Subject> subjects, int callers, int count, TimeSpan each)
    {
        var rounds = new Rounds(subjects, callers);
        for (var round = 0; round < count; round++)
        {
            // The order changes in every round, so that no subject always follows the same one.
            var spells = new Spell[subjects.Count];
            foreach (var index in Enumerable.Range(0, subjects.Count).Select(index => round % 2 == 0 ? index : subjects.Count - 1 - index))
            {
                spells[index] = await subjects[index].MeasureAsync(callers, each);
            }

            rounds._rounds.Add(spells);
        }

        return rounds;
    }

    /// <summary>A line per subject.</summary>
    /// <param name="judged">The subject with a target; null for none.</param>
    public IEnumerable<Line> Lines(Subject? judged = null) => _subjects.Select((subject, index) =>
    {
        double Median(Func<Spell, Spell, double> figure) => _rounds.Select(round => figure(round[index], round[0])).Median();
        var (ratio, above) = (Median((spell, floor) => spell.PerSecond / floor.PerSecond), Median((spell, floor) => spell.Percentile(0.5) - floor.Percentile(0.5)));
        return new Line(
            subject == judged ? new Target($"≥ {LeastOfFloor} of the floor, p50 ≤ {MostAboveFloor} ms above it", ratio >= LeastOfFloor && above <= MostAboveFloor) : null,
            subject.Name,
            Figures.Whole(_callers),
            Figures.Rate(Median((spell, _) => spell.PerSecond)),
            Figures.Ratio(ratio),
            Figures.Milliseconds(Median((spell, _) => spell.Percentile(0.5))),
            Figures.Milliseconds(above),
            Figures.Milliseconds(Median((spell, _) => spell.Percentile(0.99))),
            subject.Process is null ? "" : Figures.Whole(Median((spell, _) => spell.ProcessorEach)));
    });
}
