namespace FunctionsConnector.Core.Targets.Autotask.Authentication;

/// <summary>The zone and the credentials of a call.</summary>
internal sealed record Access(Uri Zone, Credentials Credentials)
{
    /// <summary>False where no zone is known for the user, so that no call is possible.</summary>
    public bool HasZone { get; init; } = true;
}
