namespace FunctionsConnector.Core.Targets.Autotask;

/// <summary>Where calls go and what they carry.</summary>
internal sealed record Access(Uri Zone, Credentials Credentials)
{
    /// <summary>False where no zone is known for the user, so that there is nothing to send to.</summary>
    public bool HasZone { get; init; } = true;
}
