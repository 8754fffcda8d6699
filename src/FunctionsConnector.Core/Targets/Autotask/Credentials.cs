using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Secrets;

namespace FunctionsConnector.Core.Targets.Autotask;

/// <summary>The three secrets that every call carries in its headers. There is no token and no expiry.</summary>
internal sealed record Credentials(string UserName, string Secret, string IntegrationCode)
{
    public static readonly IReadOnlyList<string> Roles = ["UserName", "Secret", "IntegrationCode"];

    public static ValueTask<Result<Credentials>> GetAsync(ISecretSource source, TargetSystemSettings settings, CancellationToken cancellationToken) =>
        ReadAsync(source, settings, isAnew: false, cancellationToken);

    /// <summary>The same, asked for again because the vendor refused what was handed out.</summary>
    public static ValueTask<Result<Credentials>> RefreshAsync(ISecretSource source, TargetSystemSettings settings, CancellationToken cancellationToken) =>
        ReadAsync(source, settings, isAnew: true, cancellationToken);

    public void AddTo(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("ApiIntegrationCode", IntegrationCode);
        request.Headers.TryAddWithoutValidation("UserName", UserName);
        request.Headers.TryAddWithoutValidation("Secret", Secret);
    }

    // A record prints its properties; these must not be printed.
    public override string ToString() => nameof(Credentials);

    private static async ValueTask<Result<Credentials>> ReadAsync(
        ISecretSource source, TargetSystemSettings settings, bool isAnew, CancellationToken cancellationToken)
    {
        var values = new string[Roles.Count];
        for (var i = 0; i < Roles.Count; i++)
        {
            var name = settings.Secrets[Roles[i]];
            var secret = await (isAnew ? source.RefreshAsync(name, cancellationToken) : source.GetAsync(name, cancellationToken));
            if (!secret.Succeeded(out var value, out var failure))
            {
                return failure;
            }

            // A line end in a header would begin another one; a secret file with a newline at its end is how it gets there.
            if (value.Length == 0 || value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            {
                return new Failure(
                    FailureCode.CredentialsMissing,
                    $"The secret '{name}' is empty or has a character that no header can carry, such as a line end. Store it anew.");
            }

            values[i] = value;
        }

        return new Credentials(values[0], values[1], values[2]);
    }
}
