using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.TeamDynamix.Calls;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Tokens;

/// <summary>
/// Caches one token for all calls. Concurrent requests share one login. After a refusal it does not log in with the same credentials for
/// a minute, because refused logins lock accounts.
/// </summary>
internal sealed class TokenSource(Uri baseUrl, TargetSystemSettings settings, TargetSystemServices services, CallSender sender)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Credentials _credentials = Credentials.Of(settings);
    private readonly LoginCall _call = new(baseUrl, settings, services.Time, sender);
    private readonly Lock _lock = new();
    private Token? _token;
    private TimeSpan _usableUntil;
    private Task<Result<Token>>? _login;
    private (Token Token, TimeSpan Until)? _uselessRenewal;
    private (Credentials.Login Login, Failure Failure, TimeSpan Until)? _refusal;

    /// <summary>The token in use, or a new one.</summary>
    public async Task<Result<Token>> GetAsync(CancellationToken cancellationToken)
    {
        Task<Result<Token>> login;
        lock (_lock)
        {
            if (_token is { } token && services.Time.Monotonic() < _usableUntil)
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

    /// <summary>A token other than the one that was refused.</summary>
    public Task<Result<Token>> RenewAsync(Token refused, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (ReferenceEquals(_token, refused))
            {
                _token = null;
            }
        }

        return GetAsync(cancellationToken);
    }

    /// <summary>Notes that the renewed token was refused too: the account lacks a permission, and another login would not help.</summary>
    public void RenewalDidNotHelp(Token token)
    {
        lock (_lock)
        {
            _uselessRenewal = (token, services.Time.Monotonic() + Pause);
        }
    }

    /// <summary>False for a minute after this token was renewed without success.</summary>
    public bool MayRenew(Token token)
    {
        lock (_lock)
        {
            return !(_uselessRenewal is { } last && ReferenceEquals(last.Token, token) && services.Time.Monotonic() < last.Until);
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
                _usableUntil = services.Time.Monotonic() + (_token?.UsableFor ?? TimeSpan.Zero);
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

        if (_refusal is { } last && last.Login == login && services.Time.Monotonic() < last.Until)
        {
            return last.Failure;
        }

        var result = await _call.SendAsync(login, cancellationToken);
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
        else if (fresh != login || _refusal?.Login != login)
        {
            // Also with the same secrets, unless they were refused before: one refused login may be an accident.
            login = fresh;
            result = await _call.SendAsync(login, cancellationToken);
            if (result.Failure?.Code != FailureCode.CredentialsRefused)
            {
                return result;
            }

            refused = result.Failure;
        }

        _refusal = (login, refused, services.Time.Monotonic() + Pause);
        return refused;
    }

    private Task<Result<Credentials.Login>> FetchAsync(bool refresh, CancellationToken cancellationToken) =>
        _credentials.FetchAsync(settings, services.Secrets, refresh, cancellationToken);
}
