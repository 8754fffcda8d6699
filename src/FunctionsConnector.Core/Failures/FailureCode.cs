using System.Collections.Frozen;

namespace FunctionsConnector.Core.Failures;

/// <summary>
/// One row of the failure table: the failure's name, its HTTP status, and whether the same request may succeed later.
/// </summary>
/// <remarks>
/// Permanent failures are always 4xx and transient ones always 429, 503 or 504, because flows retry 408, 429 and every 5xx by
/// themselves. Only <see cref="InternalError"/> breaks the rule: a bug must not look like the caller's fault.
/// </remarks>
/// <param name="Name">The code in replies and queue messages.</param>
/// <param name="Status">The HTTP status of a reply with this code.</param>
/// <param name="IsRetryable">True where the same request may succeed later.</param>
public sealed record FailureCode(string Name, int Status, bool IsRetryable)
{
    public static readonly FailureCode InvalidRequest = new("InvalidRequest", 400, false);
    public static readonly FailureCode Unauthorized = new("Unauthorized", 401, false);
    public static readonly FailureCode Forbidden = new("Forbidden", 403, false);
    public static readonly FailureCode SystemNotFound = new("SystemNotFound", 404, false);
    public static readonly FailureCode RecordTypeNotFound = new("RecordTypeNotFound", 404, false);
    public static readonly FailureCode RecordNotFound = new("RecordNotFound", 404, false);
    public static readonly FailureCode RouteNotFound = new("RouteNotFound", 404, false);
    public static readonly FailureCode MethodNotAllowed = new("MethodNotAllowed", 405, false);
    public static readonly FailureCode Conflict = new("Conflict", 409, false);
    public static readonly FailureCode PayloadTooLarge = new("PayloadTooLarge", 413, false);
    public static readonly FailureCode UnsupportedMediaType = new("UnsupportedMediaType", 415, false);
    public static readonly FailureCode UpdateInvalid = new("UpdateInvalid", 422, false);
    public static readonly FailureCode UpdateRejected = new("UpdateRejected", 422, false);
    public static readonly FailureCode UpdateNotApplied = new("UpdateNotApplied", 422, false);

    /// <summary>Not 401, which means the caller's key. Not 5xx, because repeated retries lock the vendor account.</summary>
    public static readonly FailureCode CredentialsRefused = new("CredentialsRefused", 424, false);
    public static readonly FailureCode CredentialsMissing = new("CredentialsMissing", 424, false);
    public static readonly FailureCode RateLimited = new("RateLimited", 429, true);
    public static readonly FailureCode InternalError = new("InternalError", 500, false);
    public static readonly FailureCode SystemUnavailable = new("SystemUnavailable", 503, true);
    public static readonly FailureCode OutcomeUnknown = new("OutcomeUnknown", 504, true);

    /// <summary>The whole table, by name.</summary>
    public static readonly FrozenDictionary<string, FailureCode> All = new[]
    {
        InvalidRequest, Unauthorized, Forbidden, SystemNotFound, RecordTypeNotFound, RecordNotFound, RouteNotFound, MethodNotAllowed,
        Conflict, PayloadTooLarge, UnsupportedMediaType, UpdateInvalid, UpdateRejected, UpdateNotApplied, CredentialsRefused,
        CredentialsMissing, RateLimited, InternalError, SystemUnavailable, OutcomeUnknown,
    }.ToFrozenDictionary(code => code.Name);

    public override string ToString() => Name;
}
