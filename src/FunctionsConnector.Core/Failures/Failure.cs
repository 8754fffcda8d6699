namespace FunctionsConnector.Core.Failures;

/// <summary>An expected failure, as an HTTP reply and a queue message render it.</summary>
/// <param name="Code">The row of the failure table.</param>
/// <param name="Message">Enough for a flow author on its own: field, reason, allowed values.</param>
public sealed record Failure(FailureCode Code, string Message)
{
    /// <summary>
    /// The most details that a failure lists. Each detail may name forty fields or choices, so an unlimited list would exceed what a
    /// queue message holds.
    /// </summary>
    public const int MostDetails = 20;

    /// <summary>The field, parameter or setting with the problem, where there is one.</summary>
    public string? Target { get; init; }

    /// <summary>The single problems, where there are several or where they are about fields.</summary>
    public IReadOnlyList<FailureDetail> Details { get; init; } = [];

    /// <summary>The configured name of the target system.</summary>
    public string? System { get; init; }

    /// <summary>The HTTP status of the vendor's response.</summary>
    public int? VendorStatus { get; init; }

    /// <summary>The vendor's messages, without boilerplate.</summary>
    public IReadOnlyList<string> VendorMessages { get; init; } = [];

    /// <summary>How long to wait before the next attempt, where known.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// What the update waits for, where nothing was sent because of this failure. Such a failure is not an attempt of a queued update. Null
    /// where a call was sent or failed on its way.
    /// </summary>
    public WaitReason? Wait
    {
        get => field ?? (Code == FailureCode.CredentialsRefused || Code == FailureCode.CredentialsMissing ? WaitReason.Credentials : null);
        init;
    }

    /// <summary>The failure of an update with problems that were found before anything was sent.</summary>
    /// <param name="details">The problems. Of more than <see cref="MostDetails"/> the failure lists the first ones.</param>
    public static Failure Invalid(IReadOnlyList<FailureDetail> details)
    {
        var listed = details.Count > MostDetails ? [.. details.Take(MostDetails)] : details;
        return Of(FailureCode.UpdateInvalid, listed.Count < details.Count ? $"The first {MostDetails} problems are:" : string.Empty, listed);
    }

    /// <summary>A failure whose message is an introduction and the messages of its details.</summary>
    internal static Failure Of(FailureCode code, string introduction, IReadOnlyList<FailureDetail> details) =>
        new(code, $"{introduction} {string.Join(" ", details.Select(detail => detail.Message))}".TrimStart()) { Target = details[0].Target, Details = details };
}
