using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.Autotask.Calls;

namespace FunctionsConnector.Core.Targets.Autotask.Authentication;

/// <summary>
/// Finds out what a refused call means: a wrong password, a wrong zone and a missing permission get the same response. It asks again for
/// the secrets and the zone, and then calls <c>Version</c>, which needs no permission. Only where that is refused too do the credentials
/// count as refused. No other call uses them until then.
/// </summary>
/// <param name="settings">The system.</param>
/// <param name="source">The secrets.</param>
/// <param name="zones">The zones.</param>
/// <param name="attempts">The attempts with the credentials.</param>
/// <param name="check">Calls <c>Version</c>.</param>
internal sealed class CredentialRecovery(
    TargetSystemSettings settings, CredentialSource source, Zones zones, CredentialAttempts attempts, Func<Access, Task<VendorReply>> check)
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

    /// <summary>Takes the mark back, because another call with the access was accepted.</summary>
    public void Allow(Access access)
    {
        attempts.MarkValid(access.Credentials);
        lock (_lock)
        {
            _rejected = _rejected == access ? null : _rejected;
        }
    }

    /// <summary>The access for one more attempt, which the vendor accepts; or the failure where there is none or where that is not known.</summary>
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
                $"{settings.DisplayName} refused the credentials, and in the time left they could not be asked for again and checked. Try again later.");
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
                if (failure.Code == FailureCode.CredentialsRefused || !refused.HasZone)
                {
                    attempts.Suspend(refused.Credentials, failure);
                    return failure;
                }

                // The secrets or the zone cannot be asked for now. Those in use may still be right.
                renewed = refused;
            }

            return attempts.Refusal(renewed.Credentials) is { } still ? still : await CheckAsync(refused, renewed, failure);
        }
        finally
        {
            lock (_lock)
            {
                _renewing = null;
            }
        }
    }

    private async Task<Result<Access>> CheckAsync(Access refused, Access renewed, Failure? unknown)
    {
        var reply = await check(renewed);
        if (CallSender.IsRefusal(reply))
        {
            var failure = unknown ?? Responses.CredentialsRefused(settings, reply as VendorReply.Response);
            attempts.Suspend(renewed.Credentials, failure);
            MarkRejected(renewed);
            return failure;
        }

        if (reply is not VendorReply.Response { IsSuccess: true, Body.Length: > 0 })
        {
            return new Failure(
                FailureCode.SystemUnavailable,
                $"{settings.DisplayName} refused the credentials once, and whether it accepts them could not be checked. Try again later.")
            {
                RetryAfter = (reply as VendorReply.NoResponse)?.Limited?.RetryAfter,
            };
        }

        attempts.MarkValid(renewed.Credentials);
        lock (_lock)
        {
            _rejected = _rejected == renewed ? null : _rejected;
            _recovered = (refused, renewed);
            return renewed;
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
