namespace FunctionsConnector.Actions.Settings;

/// <summary>One API key: <c>Connector:ApiKeys:&lt;n&gt;:…</c>. A caller has one or two.</summary>
/// <param name="Name">The caller's name in the log; two keys with one name belong to one caller.</param>
/// <param name="Secret">The name of the secret that holds the key.</param>
/// <param name="Systems">The target systems it may be used for; empty for all.</param>
public sealed record ApiKeySettings(string Name, string Secret, IReadOnlyList<string> Systems)
{
    /// <summary>
    /// The rate limit of the caller, shared by both its keys: so many calls at once, and then so many a minute, evenly; null for none.
    /// </summary>
    public int? CallsPerMinute { get; init; }

    /// <summary>Whether the caller may make updates in the name of other people.</summary>
    public bool MayActAs { get; init; }
}
