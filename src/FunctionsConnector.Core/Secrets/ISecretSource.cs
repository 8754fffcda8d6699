using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Core.Secrets;

/// <summary>A source of secrets.</summary>
public interface ISecretSource
{
    /// <summary>
    /// The secret with this name; <see cref="FailureCode.CredentialsMissing"/> where there is none;
    /// <see cref="FailureCode.SystemUnavailable"/> while the source is unreachable.
    /// </summary>
    ValueTask<Result<string>> GetAsync(string name, CancellationToken cancellationToken);

    /// <summary>Like <see cref="GetAsync"/>, but asks the source again, because the vendor refused the secret.</summary>
    ValueTask<Result<string>> RefreshAsync(string name, CancellationToken cancellationToken);
}
