using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Secrets;

namespace FunctionsConnector.Core.Targets.Autotask;

/// <summary>Reads the credentials of a system where its secrets are.</summary>
internal sealed class CredentialSource(TargetSystemSettings settings, ISecretSource source)
{
    private readonly string[] _names = [.. Credentials.Roles.Select(role => settings.Secrets[role])];

    // Every call asks for them and compares them with those that are proven, which of the same object takes no time.
    private Credentials? _last;

    public ValueTask<Result<Credentials>> GetAsync(CancellationToken cancellationToken) => ReadAsync(isAnew: false, cancellationToken);

    /// <summary>The same, asked for again because the vendor refused what was handed out.</summary>
    public ValueTask<Result<Credentials>> RefreshAsync(CancellationToken cancellationToken) => ReadAsync(isAnew: true, cancellationToken);

    private async ValueTask<Result<Credentials>> ReadAsync(bool isAnew, CancellationToken cancellationToken)
    {
        var values = new string[_names.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var secret = await (isAnew ? source.RefreshAsync(_names[i], cancellationToken) : source.GetAsync(_names[i], cancellationToken));
            if (!secret.Succeeded(out var value, out var failure))
            {
                return failure;
            }

            // A line end in a header would begin another one; a secret file with a newline at its end is how it gets there.
            if (value.Length == 0 || value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            {
                return new Failure(
                    FailureCode.CredentialsMissing,
                    $"The secret '{_names[i]}' is empty or has a character that no header can carry, such as a line end. Store it anew.");
            }

            values[i] = value;
        }

        var read = new Credentials(values[0], values[1], values[2]);
        return _last is { } last && last == read ? last : _last = read;
    }
}
