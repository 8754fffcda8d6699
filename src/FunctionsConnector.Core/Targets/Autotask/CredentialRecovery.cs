using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Core.Targets.Autotask;

/// <summary>
/// After a refusal of the credentials, which a wrong password and a wrong zone answer alike: the zone is searched once more, the
/// secrets are asked for once more, and the call is made again only if either is now another. What was refused once is not sent by
/// anybody else.
/// </summary>
internal sealed class CredentialRecovery(TargetSystemSettings settings, CredentialSource source, Zones zones, CredentialTrials trials)
{
    private readonly Lock _lock = new();
    private Access? _suspect;
    private (Access Refused, Access Renewed)? _recovered;
    private (Access Refused, Task<Result<Access>> Task)? _renewing;

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
        trials.Doubt(access.Credentials);
        lock (_lock)
        {
            _suspect = access;
        }
    }

    /// <summary>What to try once more with, or why there is nothing to try.</summary>
    public async Task<Result<Access>> RecoverAsync(Access refused, CancellationToken cancellationToken)
    {
        if (trials.Refusal(refused.Credentials) is { } still)
        {
            return still;
        }

        Task<Result<Access>> renewing;
        lock (_lock)
        {
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
            // They are still asked for, so that a later try finds what comes of it.
            return new Failure(
                FailureCode.SystemUnavailable,
                $"{settings.DisplayName} refused the credentials, and they could not be asked for again in time. Nothing was changed; try again later.");
        }
    }

    /// <summary>Notes that one more try with this is due, because the time for which it was not to be made is over.</summary>
    public void Retry(Access access)
    {
        lock (_lock)
        {
            _suspect = _suspect == access ? null : _suspect;
        }
    }

    private async Task<Result<Access>> RenewAsync(Access refused)
    {
        // Leaves the lock before anything is asked. The token is nobody's own: others wait for the same answer.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            var asked = await AskAgainAsync(CancellationToken.None);
            if (!asked.Succeeded(out var renewed, out var failure) || renewed == refused)
            {
                failure ??= Answers.CredentialsRefused(settings, null);
                trials.Refuse(refused.Credentials, failure);
                return failure;
            }

            lock (_lock)
            {
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
        if (!(await source.RefreshAsync(cancellationToken)).Succeeded(out var credentials, out var failure)
            || !(await zones.RediscoverAsync(credentials.UserName, cancellationToken)).Succeeded(out var zone, out failure))
        {
            return failure;
        }

        return new Access(zone, credentials);
    }
}
