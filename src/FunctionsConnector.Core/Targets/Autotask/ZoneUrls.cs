using System.Collections.Concurrent;

namespace FunctionsConnector.Core.Targets.Autotask;

/// <summary>
/// The full URLs of paths below <c>V1.0/</c>. Most PATCH calls of a tenant go to a few of them, and parsing one takes longer than
/// finding it, so those without a record's id in them are kept.
/// </summary>
internal sealed class ZoneUrls
{
    private Known _known = new(new Uri("about:blank"));

    public Uri Of(Uri zone, string path)
    {
        if (path.Contains('/', StringComparison.Ordinal))
        {
            return Url(zone, path);
        }

        var known = _known;
        if (!ReferenceEquals(known.Zone, zone))
        {
            _known = known = new Known(zone);
        }

        return known.Urls.GetOrAdd(path, static (path, zone) => Url(zone, path), zone);
    }

    private static Uri Url(Uri zone, string path) => new(zone, $"V1.0/{path}");

    private sealed record Known(Uri Zone)
    {
        public ConcurrentDictionary<string, Uri> Urls { get; } = new(StringComparer.Ordinal);
    }
}
