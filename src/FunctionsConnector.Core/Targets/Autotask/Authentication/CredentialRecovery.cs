using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Core.Targets.Autotask.Authentication;

/// <summary>
/// Recovers from a refused call. A wrong password, a wrong zone and a missing permission get the same response. So it asks again for the
/// secrets and the zone, and proves them with a call that needs no permission. Until that is known, other calls wait.
/// </summary>
/// <param name="settings">The system.</param>
/// <param name="source">The secrets.</param>
/// <param name="zones">The zones.</param>
/// <param name="attempts">Stops all calls where the proof fails.</param>
/// <param name="prove">Null where the vendor accepts the access, else the failure.</param>
internal sealed class CredentialRecovery(
    TargetSystemSettings settings, CredentialSource source, Zones zones, CredentialAttempts attempts, Func<Access, Task<Failure?>> prove)
{
    private readonly Lock _lock = new();
    private Access? _rejected;
    private (Access Refused, Access Renewed)? _recovered;
    private (Access Refused, Task<Result<Access>> Task)? _renewing;

    /// <summary>Whether a call with this access was refused. It must not be sent again unchanged.</summary>
    public bool IsRejected(Access access)
    {
        lock (_lock)
        {
            return _rejected == access;
        }
    }

    /// <summary>Marks the access as rejected after a refused call.</summary>
    public void MarkRejected(Access access)
    {
        attempts.MarkUnconfirmed(access.Credentials);
        lock (_lock)
        {
            _rejected = access;
        }
    }

    /// <summary>The access for one more attempt, or the failure where the vendor does not accept it.</summary>
    public async Task<Result<Access>> RecoverAsync(Access refused, CancellationToken cancellationToken)
    {
        if (attempts.Refusal(refused.Credentials) is { } still)
        {
            return still;
        }

        Task<Result<Access>> renewing;
        lock (_lock)
        {
            // Another call with the same refused access has already found a new one.
            if (_recovered is { } recovered && recovered.Refused == refused && _rejected != recovered.Renewed)
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
            // The renewal goes on, so that a later attempt finds its result.
            return new Failure(
                FailureCode.SystemUnavailable,
                $"{settings.DisplayName} refused the credentials, and they could not be asked for again in time. Nothing was changed; try again later.");
        }
    }

    private void AllowRetry(Access access)
    {
        lock (_lock)
        {
            _rejected = _rejected == access ? null : _rejected;
        }
    }

    private async Task<Result<Access>> RenewAsync(Access refused)
    {
        // Continues outside the lock. The token is not a caller's, because several callers share the renewal.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            var refreshed = await RefreshAsync(CancellationToken.None);
            if (!refreshed.Succeeded(out var renewed, out var failure))
            {
                if (!failure.Code.IsRetryable || !refused.HasZone)
                {
                    attempts.Suspend(refused.Credentials, failure);
                    return failure;
                }

                // The secrets or the zone cannot be asked for now. Those in use may still be right.
                renewed = refused;
            }

            if (attempts.Refusal(renewed.Credentials) is { } still)
            {
                return still;
            }

            if (await prove(renewed) is { } unproven)
            {
                // Without an answer nothing is known. The access stays rejected, so the next call proves it again.
                if (unproven.Code == FailureCode.CredentialsRefused)
                {
                    attempts.Suspend(renewed.Credentials, failure ?? unproven);
                }

                return failure ?? unproven;
            }

            attempts.MarkValid(renewed.Credentials);
            AllowRetry(renewed);
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

    private async Task<Result<Access>> RefreshAsync(CancellationToken cancellationToken)
    {
        if (!(await source.RefreshAsync(cancellationToken)).Succeeded(out var credentials, out var failure)
            || !(await zones.RediscoverAsync(credentials.UserName, cancellationToken)).Succeeded(out var zone, out failure))
        {
            return failure;
        }

        return new Access(zone, credentials);
    }
}
