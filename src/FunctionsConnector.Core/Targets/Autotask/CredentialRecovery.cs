using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Core.Targets.Autotask;

/// <summary>
/// After a refusal of the credentials, which a wrong password and a wrong zone answer alike: the zone is searched once more, the
/// secrets are asked for once more, and the call is made again only if either is now another. Repeated refusals lock the API user,
/// so what was refused once is not sent by anybody else, and after a refusal that stands nothing is sent for a minute.
/// </summary>
internal sealed class CredentialRecovery(TargetSystemSettings settings, TargetSystemServices services, Zones zones)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private Access? _suspect;
    private (Access Refused, Access Renewed)? _recovered;
    private (Access Refused, Task<Result<Access>> Task)? _renewing;
    private DateTimeOffset _refusedUntil;

    /// <summary>The failure to answer with while no call is to be made; null otherwise.</summary>
    public Failure? StillRefused()
    {
        lock (_lock)
        {
            if (_refusedUntil == default)
            {
                return null;
            }

            if (services.Time.GetUtcNow() < _refusedUntil)
            {
                return Answers.CredentialsRefused(settings, null);
            }

            // The minute is over: one more try is due.
            (_refusedUntil, _suspect) = (default, null);
            return null;
        }
    }

    /// <summary>Whether a call with this was refused since it last was good; it must not be sent again as it is.</summary>
    public bool IsSuspect(Access access)
    {
        lock (_lock)
        {
            return _suspect == access;
        }
    }

    /// <summary>Notes that a call with this was refused.</summary>
    public void Suspect(Access access)
    {
        lock (_lock)
        {
            _suspect = access;
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

            // Another call that was refused with the same has found the way already.
            if (_recovered is { } recovered && recovered.Refused == refused && _suspect != recovered.Renewed)
            {
                return recovered.Renewed;
            }

            renewing = _renewing is { } current && current.Refused == refused ? current.Task : RenewAsync(refused);
            _renewing = (refused, renewing);
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
    public void Refuse()
    {
        lock (_lock)
        {
            _refusedUntil = services.Time.GetUtcNow() + Pause;
        }
    }

    private async Task<Result<Access>> RenewAsync(Access refused)
    {
        // Leaves the lock before anything is asked. The token is nobody's own: others wait for the same answer.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            if (!(await AskAgainAsync(CancellationToken.None)).Succeeded(out var renewed, out var failure))
            {
                return failure;
            }

            lock (_lock)
            {
                if (renewed == refused)
                {
                    Refuse();
                    return Answers.CredentialsRefused(settings, null);
                }

                _recovered = (refused, renewed);
                return renewed;
            }
        }
        finally
        {
            lock (_lock)
            {
                _renewing = null;
            }
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
}
