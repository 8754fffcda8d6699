namespace FunctionsConnector.Benchmarks;

/// <summary>How much is measured.</summary>
/// <param name="IsQuick">Everything in about a minute and a half, for a look; the figures then mean little.</param>
/// <param name="Only">Names of scenarios; empty for all.</param>
/// <param name="IsPublished">Whether what the last run published is measured again.</param>
internal sealed record Options(bool IsQuick, IReadOnlyList<string> Only, bool IsPublished)
{
    public const string Usage = "[--quick] [--no-publish] [--only <name>[,<name>…]]";

    /// <summary>How often everything is measured, one after the other, so that a busy moment of the machine strikes all alike.</summary>
    public int Rounds => IsQuick ? 3 : 5;

    /// <summary>How many processes of each more are measured of the two whose ratio is a target of throughput.</summary>
    public int MorePairs => IsQuick ? 1 : 4;

    /// <summary>For how long one thing is measured in one round.</summary>
    public TimeSpan Spell => TimeSpan.FromSeconds(IsQuick ? 0.4 : 1.4);

    /// <summary>For how long each is called before anything is measured, until the runtime has compiled what is hot.</summary>
    public TimeSpan WarmUp => TimeSpan.FromSeconds(IsQuick ? 1 : 3);

    /// <returns>The options, or null where they are not understood.</returns>
    public static Options? Parse(IReadOnlyList<string> arguments)
    {
        var (isQuick, isPublished, only) = (false, false, new List<string>());
        for (var index = 0; index < arguments.Count; index++)
        {
            switch (arguments[index])
            {
                case "--quick":
                    isQuick = true;
                    break;
                case "--no-publish":
                    isPublished = true;
                    break;
                case "--only" when index + 1 < arguments.Count:
                    only.AddRange(arguments[++index].Split(',', StringSplitOptions.RemoveEmptyEntries));
                    break;
                default:
                    return null;
            }
        }

        return new Options(isQuick, only, isPublished);
    }
}
