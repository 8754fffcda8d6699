using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Secrets;

namespace FunctionsConnector.Core.Targets.Autotask.Authentication;

/// <summary>Reads the credentials of a system from its secrets.</summary>
internal sealed class CredentialSource(TargetSystemSettings settings, ISecretSource source)
{
    private readonly string[] _names = [.. Credentials.Roles.Select(role => settings.Secrets[role])];

    // Every call compares its credentials with the valid ones, which is fast for the same object.
    private Credentials? _last;

    public ValueTask<Result<Credentials>> GetAsync(CancellationToken cancellationToken) => ReadAsync(isRefresh: false, cancellationToken);

    /// <summary>The same, but asks the source again, because the vendor refused the credentials.</summary>
    public ValueTask<Result<Credentials>> RefreshAsync(CancellationToken cancellationToken) => ReadAsync(isRefresh: true, cancellationToken);

    private async ValueTask<Result<Credentials>> ReadAsync(bool isRefresh, CancellationToken cancellationToken)
    {
        var values = new string[_names.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var secret = await (isRefresh ? source.RefreshAsync(_names[i], cancellationToken) : source.GetAsync(_names[i], cancellationToken));
            if (!secret.Succeeded(out var value, out var failure))
            {
                return failure;
            }

            // A line end would start another header. A secret file that ends with a newline has one.
            if (value.Length == 0 || value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            {
                return new Failure(
                    FailureCode.CredentialsMissing,
                    $"The secret '{_names[i]}' is empty or has a character that no header can carry, such as a line end. Store it again without.");
            }

            values[i] = value;
        }

        var read = new Credentials(values[0], values[1], values[2]);
        return _last is { } last && last == read ? last : _last = read;
    }
}
