using System.Globalization;

namespace FunctionsConnector.Actions.Settings;

/// <summary>Reads the settings below one name. An invalid value becomes a problem and counts as absent.</summary>
internal sealed class SettingsSection(IConfigurationSection section, ProblemList problems)
{
    public string Path => section.Path;

    public IEnumerable<string> Keys => section.GetChildren().Select(child => child.Key);

    public IEnumerable<SettingsSection> Children => section.GetChildren().Select(child => new SettingsSection(child, problems));

    public string Key => section.Key;

    /// <summary>The text, or null where it is absent or blank: an unset environment variable of a script often comes as blank.</summary>
    public string? Text(string key) => section[key] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    public string? RequiredText(string key, string fix)
    {
        var text = Text(key);
        if (text is null)
        {
            Problem(key, $"is missing. {fix}");
        }

        return text;
    }

    /// <summary>A list, given as <c>key:0</c>, <c>key:1</c> … or as one comma-separated text.</summary>
    public IReadOnlyList<string> List(string key) =>
    [
        .. section.GetSection(key).GetChildren()
            .Select(child => child.Value)
            .Prepend(section[key])
            .SelectMany(text => (text ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
    ];

    public int? PositiveNumber(string key)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
        {
            return number;
        }

        Problem(key, $"is '{text}'. Give a whole number from 1 on.");
        return null;
    }

    /// <summary>True or false; null where it is not set.</summary>
    /// <param name="key">The setting.</param>
    /// <param name="whenAbsent">What its absence means, for the message about another value.</param>
    public bool? Flag(string key, string whenAbsent)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (bool.TryParse(text, out var flag))
        {
            return flag;
        }

        Problem(key, $"is '{text}'. Set true or false, or remove it: {whenAbsent}.");
        return null;
    }

    public Uri? VendorUrl(string key)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http"))
        {
            Problem(key, "is not an absolute URL. Give one such as https://vendor.example/api/.");
            return null;
        }

        // Credentials go to this host, so TLS must authenticate it and encrypt the connection.
        if (url.Scheme == "http" && !url.IsLoopback)
        {
            Problem(key, "is plain http. Give an https URL; plain http is only for a loopback address.");
            return null;
        }

        if (url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            Problem(key, "has a user, a query or a fragment. Give only scheme, host and path.");
            return null;
        }

        return url.AbsolutePath.EndsWith('/') ? url : new Uri(url.AbsoluteUri + "/");
    }

    public TimeSpan? Duration(string key, TimeSpan least, TimeSpan most)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        // TimeSpan parses a bare number as days.
        if (text.Contains(':', StringComparison.Ordinal)
            && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration)
            && duration >= least
            && duration <= most)
        {
            return duration;
        }

        Problem(key, $"is '{text}'. Give a time from {least:c} to {most:c}, written hours:minutes:seconds.");
        return null;
    }

    public TimeZoneInfo? TimeZone(string key)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) && zone.HasIanaId)
        {
            return zone;
        }

        // A container image may lack the data; then only UTC is known.
        Problem(key, TimeZoneInfo.GetSystemTimeZones().Any(known => known.Id != TimeZoneInfo.Utc.Id && known.HasIanaId)
            ? $"is '{text}', which is no time zone. Give an IANA id such as America/New_York."
            : $"is '{text}', but this machine has no time-zone data. Install it (package tzdata), or use a container image that has it.");
        return null;
    }

    /// <summary>Reports unknown settings, because a typing error in a name must not go unnoticed.</summary>
    public void RefuseUnknown(IReadOnlyCollection<string> known)
    {
        foreach (var key in Keys.Where(key => !known.Contains(key, StringComparer.OrdinalIgnoreCase)))
        {
            Problem(key, $"is not a setting. Correct its name or remove it; there are {string.Join(", ", known)}.");
        }
    }

    public void Problem(string key, string text) => problems.Add($"{section.Path}:{key}", text);

    public SettingsSection Below(string key) => new(section.GetSection(key), problems);
}
