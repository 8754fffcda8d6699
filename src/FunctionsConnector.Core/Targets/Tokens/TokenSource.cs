using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Targets.Tokens;

/// <summary>
/// Caches one token for all calls. Concurrent requests share one login. After a refusal it does not log in with the same credentials for
/// a minute, because refused logins lock accounts.
/// </summary>
internal sealed class TokenSource(TargetSystemSettings settings, TargetSystemServices services, ITokenIssuer issuer)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>A check is shared this long, because the vendor limits its calls.</summary>
    private static readonly TimeSpan CheckAge = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private Token? _token;
    private TimeSpan _usableUntil;
    private Task<Result<Token>>? _login;
    private (Token Token, TimeSpan Until)? _uselessRenewal;
    private (Token Token, TimeSpan Until, Task<bool> Task)? _check;
    private TimeSpan _nextRevocation = services.Time.Monotonic();
    private (SecretPair Login, Failure Failure, TimeSpan Until)? _refusal;

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
            return Unavailable($"{issuer.Vendor} did not answer the login in time. Nothing was sent; try again later.");
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

    /// <summary>
    /// Whether a token that was renewed without success is refused by a call that needs no permission too: then it was revoked.
    /// Calls that are refused within a few seconds share one check, and only one such renewal is made in a minute.
    /// </summary>
    public async Task<bool> IsRevokedAsync(Token token, CancellationToken cancellationToken)
    {
        Task<bool> checking;
        lock (_lock)
        {
            if (!ReferenceEquals(_token, token))
            {
                return true;
            }

            if (_check is not { } last || !ReferenceEquals(last.Token, token) || services.Time.Monotonic() >= last.Until)
            {
                _check = last = (token, services.Time.Monotonic() + CheckAge, CheckAsync(token));
            }

            checking = last.Task;
        }

        try
        {
            return await checking.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<bool> CheckAsync(Token token)
    {
        // Continues outside the lock.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        using var limit = new TimeLimit(services.Timing.UntilStarted, services.Time, CancellationToken.None);
        if (!await issuer.IsRefusedAsync(token, limit.Token))
        {
            return false;
        }

        lock (_lock)
        {
            var mayRenew = services.Time.Monotonic() >= _nextRevocation;
            _nextRevocation = mayRenew ? services.Time.Monotonic() + Pause : _nextRevocation;
            return mayRenew;
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
        Result<Token> result = Unavailable("The login did not end.");
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
        if (!(await issuer.FetchAsync(refresh: false, cancellationToken)).Succeeded(out var login, out var failure))
        {
            return failure;
        }

        if (_refusal is { } last && last.Login == login && services.Time.Monotonic() < last.Until)
        {
            return last.Failure;
        }

        var result = await issuer.LogInAsync(login, cancellationToken);
        if (result.Failure?.Code != FailureCode.CredentialsRefused)
        {
            return result;
        }

        // The secrets may have changed since they were fetched. If they cannot be fetched now, a later call tries again.
        var refused = result.Failure;
        if (!(await issuer.FetchAsync(refresh: true, cancellationToken)).Succeeded(out var fresh, out var unknown))
        {
            refused = unknown;
        }
        else if (fresh != login || _refusal?.Login != login)
        {
            // Also with the same secrets, unless they were refused before: one refused login may be an accident.
            login = fresh;
            result = await issuer.LogInAsync(login, cancellationToken);
            if (result.Failure?.Code != FailureCode.CredentialsRefused)
            {
                return result;
            }

            refused = result.Failure;
        }

        _refusal = (login, refused, services.Time.Monotonic() + Pause);
        return refused;
    }

    private static Failure Unavailable(string message) => new(FailureCode.SystemUnavailable, message) { RetryAfter = TimeSpan.FromSeconds(10) };
}
