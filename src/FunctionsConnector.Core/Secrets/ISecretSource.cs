using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Core.Secrets;

/// <summary>Where secrets come from.</summary>
public interface ISecretSource
{
    /// <summary>
    /// The secret with this name, or <see cref="FailureCode.CredentialsMissing"/> that names it, or
    /// <see cref="FailureCode.SystemUnavailable"/> while the source cannot be reached.
    /// </summary>
    ValueTask<Result<string>> GetAsync(string name, CancellationToken cancellationToken);

    /// <summary>
    /// Like <see cref="GetAsync"/>, but asks the source again because the vendor refused what was handed out before.
    /// </summary>
    ValueTask<Result<string>> RefreshAsync(string name, CancellationToken cancellationToken);
}
