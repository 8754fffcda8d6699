using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Patching;

/// <summary>The time in which a vendor had a PATCH, by the vendor's own clock.</summary>
/// <param name="From">Not later than the vendor got it.</param>
/// <param name="Until">When the vendor answered.</param>
public sealed record WriteTime(DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>The <c>Date</c> of a response has whole seconds, and a vendor's servers differ a little.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    /// <summary>The time of a call; null without a response that says its time (RFC 9110 section 6.6.1).</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="taken">How long the call took, with its wait for a slot.</param>
    public static WriteTime? Of(VendorReply reply, TimeSpan taken) =>
        reply is VendorReply.Response { Headers.Date: { } date } ? new WriteTime(date - taken, date) : null;

    public bool IsBefore(DateTimeOffset instant) => instant > Until + Tolerance;

    public bool IsAfter(DateTimeOffset instant) => instant < From - Tolerance;
}
