using System.Collections.Concurrent;

namespace FunctionsConnector.Core.Targets.Autotask.Calls;

/// <summary>
/// The full URLs of paths below <c>V1.0/</c>. URLs without a record's id are cached: most PATCH calls of a tenant use a few of them, and
/// parsing a URL takes longer than a lookup.
/// </summary>
internal sealed class ZoneUrls
{
    private Cache _cache = new(new Uri("about:blank"));

    public Uri Of(Uri zone, string path)
    {
        if (path.Contains('/', StringComparison.Ordinal))
        {
            return Url(zone, path);
        }

        var cache = _cache;
        if (!ReferenceEquals(cache.Zone, zone))
        {
            _cache = cache = new Cache(zone);
        }

        return cache.Urls.GetOrAdd(path, static (path, zone) => Url(zone, path), zone);
    }

    private static Uri Url(Uri zone, string path) => new(zone, $"V1.0/{path}");

    private sealed record Cache(Uri Zone)
    {
        public ConcurrentDictionary<string, Uri> Urls { get; } = new(StringComparer.Ordinal);
    }
}
