namespace FunctionsConnector.Core.Targets.Profiles.Format;

/// <summary>What a response means.</summary>
internal enum RefusalMeaning
{
    /// <summary>The vendor's rules forbid this update.</summary>
    Rejected,

    NotFound,

    Credentials,

    /// <summary>Too many calls. This one was not carried out.</summary>
    RateLimited,

    /// <summary>The vendor cannot do it now, and may have done it.</summary>
    Unavailable,

    /// <summary>The record was changed since it was read.</summary>
    VersionConflict,
}
