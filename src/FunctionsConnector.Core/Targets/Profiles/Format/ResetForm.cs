namespace FunctionsConnector.Core.Targets.Profiles.Format;

/// <summary>The form of the header that says when calls are allowed again.</summary>
internal enum ResetForm
{
    /// <summary>Seconds from now.</summary>
    Seconds,

    /// <summary>Milliseconds from now.</summary>
    Milliseconds,

    /// <summary>Seconds since 1970.</summary>
    EpochSeconds,

    /// <summary>An ISO 8601 time.</summary>
    Time,
}
