namespace FunctionsConnector.Core.Targets.Autotask;

/// <summary>Where calls go and what they carry.</summary>
internal sealed record Access(Uri Zone, Credentials Credentials)
{
    /// <summary>The full URL of a path below <c>V1.0/</c>.</summary>
    public Uri Url(string path) => Url(Zone, path);

    public static Uri Url(Uri zone, string path) => new(zone, $"V1.0/{path}");
}
