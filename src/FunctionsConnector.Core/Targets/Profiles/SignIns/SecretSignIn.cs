using System.Text;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.Calls;
using FunctionsConnector.Core.Targets.Profiles.Calls;
using FunctionsConnector.Core.Targets.Profiles.Format;

namespace FunctionsConnector.Core.Targets.Profiles.SignIns;

/// <summary>
/// Sends calls with secrets that are sent as they are. After a refusal the secrets are fetched again and the call is sent once more. If that
/// and the connection's call are refused too, no call is sent with the same secrets for a minute, because refused calls lock accounts. If the
/// connection's call is accepted, only this call lacks a permission.
/// </summary>
internal sealed class SecretSignIn(
    Profile profile, SignIn signIn, TargetSystemSettings settings, TargetSystemServices services, CallSender sender, ApiCall connection) : ISignInCalls
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Calls that are refused within a few seconds share one check.</summary>
    private static readonly TimeSpan CheckAge = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private (string Value, TimeSpan Until, Task<bool> Task)? _check;
    private (string Value, Failure Failure, TimeSpan Until)? _refusal;
    private string? _registered;

    public Action<HttpRequestMessage, string> Authorize { get; } =
        (request, value) => request.Headers.TryAddWithoutValidation(signIn is SignIn.Header header ? header.Name : "Authorization", value);

    public async Task<Result<VendorReply>> SendAsync(ApiCall call, CancellationToken cancellationToken)
    {
        if (!(await FetchAsync(refresh: false, cancellationToken)).Succeeded(out var value, out var failure))
        {
            return failure;
        }

        if (RefusalOf(value) is { } known)
        {
            return known;
        }

        var result = await sender.SendAsync(call, value, cancellationToken);
        if (!IsRefused(call, result))
        {
            return result;
        }

        if (!(await FetchAsync(refresh: true, cancellationToken)).Succeeded(out var fresh, out failure))
        {
            return failure;
        }

        result = await sender.SendAsync(call, fresh, cancellationToken);
        if (IsRefused(call, result) && (call.Url == connection.Url || await IsRefusedAsync(fresh, cancellationToken)))
        {
            var refused = Replies.Credentials(profile, (VendorReply.Response)result.Value!);
            lock (_lock)
            {
                _refusal = (fresh, refused, services.Time.Monotonic() + Pause);
            }
        }

        return result;
    }

    private Failure? RefusalOf(string value)
    {
        lock (_lock)
        {
            return _refusal is { } last && last.Value == value && services.Time.Monotonic() < last.Until ? last.Failure : null;
        }
    }

    private static bool IsRefused(ApiCall call, Result<VendorReply> result) => result.Value is VendorReply.Response answer && call.RefusesCredentials(answer);

    /// <summary>Whether the connection's call is refused with this value too.</summary>
    private async Task<bool> IsRefusedAsync(string value, CancellationToken cancellationToken)
    {
        Task<bool> checking;
        lock (_lock)
        {
            if (_check is not { } last || last.Value != value || services.Time.Monotonic() >= last.Until)
            {
                _check = last = (value, services.Time.Monotonic() + CheckAge, CheckAsync(value));
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

    private async Task<bool> CheckAsync(string value)
    {
        // Continues outside the lock.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        using var limit = new TimeLimit(services.Timing.UntilStarted, services.Time, CancellationToken.None);
        var call = connection with { Authorize = Authorize };
        return IsRefused(call, await sender.SendAsync(call, value, limit.Token));
    }

    /// <summary>The value of the header.</summary>
    private async Task<Result<string>> FetchAsync(bool refresh, CancellationToken cancellationToken)
    {
        var secrets = new string[signIn.Roles.Count];
        for (var index = 0; index < secrets.Length; index++)
        {
            var name = settings.Secrets[signIn.Roles[index]];
            var fetched = refresh ? services.Secrets.RefreshAsync(name, cancellationToken) : services.Secrets.GetAsync(name, cancellationToken);
            if (!(await fetched).Succeeded(out var secret, out var failure))
            {
                return failure;
            }

            // A line end would begin another header, and a colon in a user name would end it (RFC 7617 section 2).
            if (secret.Any(char.IsControl) || (signIn is SignIn.Basic { UserName: not null } && index == 0 && secret.Contains(':', StringComparison.Ordinal)))
            {
                return new Failure(FailureCode.CredentialsMissing, $"The secret '{name}' has a character that the sign-in cannot take. Set it again.");
            }

            secrets[index] = secret;
        }

        var value = signIn switch
        {
            SignIn.Basic { UserName: null } => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($":{secrets[0]}"))}",
            SignIn.Basic => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{secrets[0]}:{secrets[1]}"))}",
            SignIn.Bearer => $"Bearer {secrets[0]}",
            _ => secrets[0],
        };
        if (signIn is SignIn.Basic && value != _registered)
        {
            // Neither secret is recognised in it.
            services.Redactor.Register($"credentials of {settings.Name}", value["Basic ".Length..]);
            _registered = value;
        }

        return value;
    }
}
