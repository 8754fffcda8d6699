using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Core.Targets.Autotask;

/// <summary>Finds where calls go and what they carry.</summary>
internal sealed class AccessSource(CredentialSource credentials, Zones zones)
{
    /// <summary>Zone and credentials as they are known; a zone that the user is refused is no failure yet.</summary>
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

        // Where not even a zone is known for the user, there is nothing to send to before the secrets have been asked for again.
        return failure.Code == FailureCode.CredentialsRefused ? new Access(Zones.DefaultDiscovery, found) { HasZone = false } : failure;
    }

    /// <summary>The zone as it is known, or why there is none.</summary>
    public async ValueTask<Result<Uri>> FindZoneAsync(CancellationToken cancellationToken) =>
        (await credentials.GetAsync(cancellationToken)).Succeeded(out var found, out var failure)
            ? await zones.GetAsync(found.UserName, cancellationToken)
            : failure;
}
