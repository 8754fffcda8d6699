using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Core.Targets.Autotask.Authentication;

/// <summary>Finds the zone and the credentials of a call.</summary>
internal sealed class AccessSource(CredentialSource credentials, Zones zones)
{
    /// <summary>The known zone and credentials. A refused search for the zone is no failure yet, because the secrets may be out of date.</summary>
    public async ValueTask<Result<Access>> FindAsync(CancellationToken cancellationToken)
    {
        if (!(await credentials.GetAsync(cancellationToken)).Succeeded(out var found, out var failure))
        {
            return failure;
        }

        if ((await zones.GetAsync(found.UserName, cancellationToken)).Succeeded(out var zone, out failure))
        {
            return new Access(zone, found);
        }

        return failure.Code == FailureCode.CredentialsRefused ? new Access(Zones.DefaultDiscovery, found) { HasZone = false } : failure;
    }

    /// <summary>The known zone, or the failure where there is none.</summary>
    public async ValueTask<Result<Uri>> FindZoneAsync(CancellationToken cancellationToken) =>
        (await credentials.GetAsync(cancellationToken)).Succeeded(out var found, out var failure)
            ? await zones.GetAsync(found.UserName, cancellationToken)
            : failure;
}
