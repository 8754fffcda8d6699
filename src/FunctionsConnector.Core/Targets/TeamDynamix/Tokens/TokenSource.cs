using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.TeamDynamix.Calls;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Tokens;

/// <summary>
/// Caches one token for all calls. Concurrent requests share one login. After a refusal it does not log in with the same credentials for
/// a minute, because refused logins lock accounts. A login that worked before is refused only where a second one is refused too.
/// </summary>
internal sealed class TokenSource(Uri baseUrl, TargetSystemSettings settings, TargetSystemServices services, CallSender sender)
{
    private const string CurrentUser = "api/auth/getuser";

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>The vendor allows 60 calls of <c>getuser</c> a minute.</summary>
    private static readonly TimeSpan CheckAge = TimeSpan.FromSeconds(5);

    private readonly Credentials _credentials = Credentials.Of(settings);
    private readonly LoginCall _call = new(baseUrl, settings, services.Time, sender);
    private readonly Lock _lock = new();
    private Token? _token;
    private Task<Result<Token>>? _login;
    private (Token Token, DateTimeOffset Until)? _uselessRenewal;
    private (Token Token, DateTimeOffset Until, Task<bool> Task)? _check;
    private DateTimeOffset _forcedUntil;
    private Credentials.Login? _accepted;
    private (Credentials.Login Login, Failure Failure, DateTimeOffset Until)? _refusal;

    /// <summary>The token in use, or a new one.</summary>
    public async Task<Result<Token>> GetAsync(CancellationToken cancellationToken)
    {
        Task<Result<Token>> login;
        lock (_lock)
        {
            if (_token is { } token && services.Time.GetUtcNow() < token.UsableUntil)
            {
                return token;
            }

            login = _login ??= LogInOnceAsync();
        }

        try
        {
            // A caller who leaves does not cancel the login of the others.
            return await login.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ReplyFailures.Unavailable("TeamDynamix did not answer the login in time. Nothing was sent; try again later.");
        }
    }

    /// <summary>A token for another try of a refused call: a new one, or the same where a renewal did not help and it is still accepted.</summary>
    public async Task<Result<Token>> RenewAsync(Token refused, CancellationToken cancellationToken)
    {
        var mayRenew = MayRenew(refused);
        if (!mayRenew && await IsAcceptedAsync(refused, cancellationToken))
        {
            return refused;
        }

        lock (_lock)
        {
            // A token that not even getuser accepts was revoked, or something on the way drops it. Only one login finds that out.
            if (!mayRenew && services.Time.GetUtcNow() < _forcedUntil)
            {
                return refused;
            }

            _forcedUntil = mayRenew ? _forcedUntil : services.Time.GetUtcNow() + Pause;
            if (ReferenceEquals(_token, refused))
            {
                _token = null;
            }
        }

        return await GetAsync(cancellationToken);
    }

    /// <summary>Notes that the renewed token was refused too: the account lacks a permission, and another login would not help.</summary>
    public void RenewalDidNotHelp(Token token)
    {
        lock (_lock)
        {
            _uselessRenewal = (token, services.Time.GetUtcNow() + Pause);
        }
    }

    /// <summary>Whether <c>getuser</c>, which needs no permission, still accepts the token. Calls that are refused within a few seconds share one check.</summary>
    private async Task<bool> IsAcceptedAsync(Token token, CancellationToken cancellationToken)
    {
        Task<bool> checking;
        lock (_lock)
        {
            var now = services.Time.GetUtcNow();
            if (_check is not { } last || !ReferenceEquals(last.Token, token) || now >= last.Until)
            {
                _check = last = (token, now + CheckAge, CheckAsync(token));
            }

            checking = last.Task;
        }

        try
        {
            return await checking.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return true;
        }
    }

    // Only a 401 says that the token is not accepted.
    private async Task<bool> CheckAsync(Token token)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        using var limit = new TimeLimit(services.Timing.UntilStarted, services.Time, CancellationToken.None);
        var call = new ApiCall(HttpMethod.Get, new Uri(baseUrl, CurrentUser), CurrentUser) { Priority = CallPriority.ReadBack };
        return (await sender.SendAsync(call, token.Text, limit.Token)).Value is not VendorReply.Response { Status: 401 };
    }

    /// <summary>False for a minute after this token was renewed without success.</summary>
    private bool MayRenew(Token token)
    {
        lock (_lock)
        {
            return !(_uselessRenewal is { } last && ReferenceEquals(last.Token, token) && services.Time.GetUtcNow() < last.Until);
        }
    }

    private async Task<Result<Token>> LogInOnceAsync()
    {
        // Continues outside the lock of GetAsync.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        using var limit = new TimeLimit(services.Timing.UntilStarted, services.Time, CancellationToken.None);
        Result<Token> result = ReplyFailures.Unavailable("The login did not end.");
        try
        {
            result = await LogInAsync(limit.Token);
            if (result.Value is { } token)
            {
                services.Redactor.Register($"token of {settings.Name}", token.Text);
            }

            return result;
        }
        finally
        {
            lock (_lock)
            {
                _token = result.Value;
                _login = null;
            }
        }
    }

    private async Task<Result<Token>> LogInAsync(CancellationToken cancellationToken)
    {
        if (!(await FetchAsync(refresh: false, cancellationToken)).Succeeded(out var login, out var failure))
        {
            return failure;
        }

        if (_refusal is { } last && last.Login == login && services.Time.GetUtcNow() < last.Until)
        {
            return last.Failure;
        }

        var result = await SendAsync(login, cancellationToken);
        if (result.Failure?.Code != FailureCode.CredentialsRefused)
        {
            return result;
        }

        // The secrets may have changed since they were fetched. If they cannot be fetched now, a later call tries again.
        var refused = result.Failure;
        if (!(await FetchAsync(refresh: true, cancellationToken)).Succeeded(out var fresh, out var unknown))
        {
            refused = unknown;
        }
        else if (fresh != login || login == _accepted)
        {
            login = fresh;
            result = await SendAsync(login, cancellationToken);
            if (result.Failure?.Code != FailureCode.CredentialsRefused)
            {
                return result;
            }

            refused = result.Failure;
        }

        _accepted = null;
        _refusal = (login, refused, services.Time.GetUtcNow() + Pause);
        return refused;
    }

    private async Task<Result<Token>> SendAsync(Credentials.Login login, CancellationToken cancellationToken)
    {
        var result = await _call.SendAsync(login, cancellationToken);
        _accepted = result.Value is null ? _accepted : login;
        return result;
    }

    private Task<Result<Credentials.Login>> FetchAsync(bool refresh, CancellationToken cancellationToken) =>
        _credentials.FetchAsync(settings, services.Secrets, refresh, cancellationToken);
}
