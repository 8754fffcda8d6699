using System.Globalization;

namespace FunctionsConnector.Core.Catalog;

/// <summary>Finds the names that a wrong one may have been meant for. They are offered to the caller and never used.</summary>
internal static class NearestNames
{
    private const int MostOffered = 3;

    // A longer text is no name with a typing error, and the comparison takes the product of both lengths.
    private const int MostCompared = 60;
    private const int ShortestPart = 3;

    /// <param name="wrong">The name that fits nothing.</param>
    /// <param name="names">The right names. Of two that differ only in case or punctuation the first one counts.</param>
    /// <returns>At most three, the nearest first.</returns>
    public static IReadOnlyList<string> Of(string wrong, IEnumerable<string> names)
    {
        var text = Comparable(wrong);
        return text.Length is 0 or > MostCompared
            ? []
            : [.. names.Select(name => new Neighbour(name, Comparable(name)))
                .DistinctBy(one => one.Text)
                .Select(one => one with { Distance = Distance(text, one.Text) })
                .Where(one => one.Distance < int.MaxValue)
                .OrderBy(one => one.Distance)
                .Take(MostOffered)
                .Select(one => one.Name)];
    }

    /// <summary>The sentence that offers them, with a space before it; empty where there are none.</summary>
    public static string Question(IReadOnlyList<string> nearest) => nearest.Count == 0
        ? string.Empty
        : $" Did you mean {string.Join(" or ", nearest.Select(Presentation.Quote))}?";

    private static string Comparable(string name)
    {
        var text = NormalizedName.Of(Presentation.Shorten(name, MostCompared + 1));
        return string.Concat(text.Where(char.IsLetterOrDigit)).ToLower(CultureInfo.InvariantCulture);
    }

    /// <summary>The distance where it is small for the length of the names; else the largest number.</summary>
    private static int Distance(string left, string right)
    {
        var (shorter, longer) = left.Length <= right.Length ? (left, right) : (right, left);
        if (shorter.Length >= ShortestPart && longer.Contains(shorter, StringComparison.Ordinal))
        {
            // "due date" for "dueDateTime".
            return 1 + ((longer.Length - shorter.Length) / 4);
        }

        var most = Math.Max(1, longer.Length / 3);
        return longer.Length - shorter.Length <= most && longer.Length <= MostCompared && EditDistance(shorter, longer) is var distance && distance <= most
            ? distance
            : int.MaxValue;
    }

    /// <summary>Letters added, left out, replaced or swapped with the next one (optimal string alignment).</summary>
    private static int EditDistance(string left, string right)
    {
        int[] twoBack = new int[right.Length + 1], back = [.. Enumerable.Range(0, right.Length + 1)];
        for (var row = 1; row <= left.Length; row++)
        {
            var current = new int[right.Length + 1];
            current[0] = row;
            for (var column = 1; column <= right.Length; column++)
            {
                var isSame = left[row - 1] == right[column - 1];
                current[column] = Math.Min(Math.Min(back[column] + 1, current[column - 1] + 1), back[column - 1] + (isSame ? 0 : 1));
                if (row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1])
                {
                    current[column] = Math.Min(current[column], twoBack[column - 2] + 1);
                }
            }

            (twoBack, back) = (back, current);
        }

        return back[right.Length];
    }

    private sealed record Neighbour(string Name, string Text)
    {
        public int Distance { get; init; }
    }
}
