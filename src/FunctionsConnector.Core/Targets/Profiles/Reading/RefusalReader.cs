using System.Collections.Frozen;
using FunctionsConnector.Core.Targets.Profiles.Format;

namespace FunctionsConnector.Core.Targets.Profiles.Reading;

/// <summary>Reads what responses mean.</summary>
internal static class RefusalReader
{
    private static readonly FrozenDictionary<string, RefusalMeaning> Meanings = new Dictionary<string, RefusalMeaning>
    {
        ["rejected"] = RefusalMeaning.Rejected,
        ["notFound"] = RefusalMeaning.NotFound,
        ["credentials"] = RefusalMeaning.Credentials,
        ["rateLimited"] = RefusalMeaning.RateLimited,
        ["unavailable"] = RefusalMeaning.Unavailable,
        ["versionConflict"] = RefusalMeaning.VersionConflict,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, bool?> Calls = new Dictionary<string, bool?> { ["read"] = false, ["update"] = true }.ToFrozenDictionary();

    public static Refusal? Read(ProfileNode node)
    {
        var (statuses, at, contains) = (node.Numbers("status", 200, 599), node.Paths("at"), node.Texts("contains"));
        if (at.Count == 0 != (contains.Count == 0))
        {
            node.Problem("contains", "and at belong together: where the texts are looked for, and the texts.");
        }

        var (means, isOfUpdate) = (node.One("means", Meanings), node.One("on", Calls, isRequired: false));
        return statuses.Count == 0 ? null : new Refusal(statuses, at, contains, means) { OfUpdate = isOfUpdate };
    }
}
