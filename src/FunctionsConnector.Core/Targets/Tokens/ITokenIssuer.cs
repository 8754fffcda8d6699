using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Core.Targets.Tokens;

/// <summary>A vendor's login.</summary>
internal interface ITokenIssuer
{
    /// <summary>The vendor, for messages.</summary>
    string Vendor { get; }

    /// <summary>Fetches the secrets, without the cache where <paramref name="refresh"/> is true.</summary>
    Task<Result<SecretPair>> FetchAsync(bool refresh, CancellationToken cancellationToken);

    /// <returns>The token; <see cref="FailureCode.CredentialsRefused"/>; or another failure that says nothing about the credentials.</returns>
    Task<Result<Token>> LogInAsync(SecretPair login, CancellationToken cancellationToken);

    /// <summary>Whether a call that needs no permission is refused with this token; false where the vendor has no such call.</summary>
    Task<bool> IsRefusedAsync(Token token, CancellationToken cancellationToken);
}
