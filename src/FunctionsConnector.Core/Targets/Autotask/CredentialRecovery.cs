using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Targets.Autotask;

/// <summary>
/// After a 401, which a wrong password and a wrong zone answer alike: the zone is searched once more, the secrets are asked for
/// once more, and the call is made again only if either is now another. Repeated 401s lock the API user, so after a refusal
/// nothing is sent for a minute.
/// </summary>
internal sealed class CredentialRecovery(TargetSystemSettings settings, TargetSystemServices services, Zones zones)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private Access? _renewed;
    private Task<Result<Access>>? _renewing;
    private DateTimeOffset _refusedUntil;

    /// <summary>The failure to answer with while no call is to be made; null otherwise.</summary>
    public Failure? StillRefused()
    {
        lock (_lock)
        {
            return services.Time.GetUtcNow() < _refusedUntil ? Answers.CredentialsRefused(settings, null) : null;
        }
    }

    /// <summary>What to try once more with, or <see cref="FailureCode.CredentialsRefused"/>.</summary>
    public async Task<Result<Access>> RecoverAsync(Access refused, CancellationToken cancellationToken)
    {
        Task<Result<Access>> renewing;
        lock (_lock)
        {
            if (StillRefused() is { } still)
            {
                return still;
            }

            // Another call that was refused with the same may have found the way already.
            if (_renewed is { } renewed && renewed != refused)
            {
                return renewed;
            }

            renewing = _renewing ??= RenewAsync(refused);
        }

        try
        {
            return await renewing.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Answers.CredentialsRefused(settings, null);
        }
    }

    /// <summary>Notes a refusal that recovery did not mend.</summary>
    public Result<VendorReply> Learn(Result<VendorReply> reply)
    {
        if (reply.Value is VendorReply.Answer { Status: 401 })
        {
            Refuse();
        }

        return reply;
    }

    private async Task<Result<Access>> RenewAsync(Access refused)
    {
        // Leaves the lock before anything is asked. The token is nobody's own: others wait for the same answer.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var result = await AskAgainAsync(CancellationToken.None);
        lock (_lock)
        {
            _renewing = null;
            if (!result.Succeeded(out var renewed, out var failure))
            {
                return failure;
            }

            if (renewed == refused)
            {
                Refuse();
                return Answers.CredentialsRefused(settings, null);
            }

            _renewed = renewed;
            return renewed;
        }
    }

    private async Task<Result<Access>> AskAgainAsync(CancellationToken cancellationToken)
    {
        if (!(await Credentials.RefreshAsync(services.Secrets, settings, cancellationToken)).Succeeded(out var credentials, out var failure)
            || !(await zones.RediscoverAsync(credentials.UserName, cancellationToken)).Succeeded(out var zone, out failure))
        {
            return failure;
        }

        return new Access(zone, credentials);
    }

    private void Refuse()
    {
        lock (_lock)
        {
            _refusedUntil = services.Time.GetUtcNow() + Pause;
        }
    }
}
