using FunctionsConnector.Core.Coordination;
using FunctionsConnector.Core.Coordination.Records;

namespace FunctionsConnector.Core.Tests.Coordination.Records;

/// <summary>A call to the table on its way.</summary>
internal sealed record ModelledCall(ModelledInstance By, bool IsRead, RecordRow? Next, string? Version)
{
    public TimeSpan SentAt { get; } = By.Time.Monotonic();

    /// <summary>Whether the table has done it.</summary>
    public bool HasArrived { get; set; }

    /// <summary>Whether the row was written or deleted.</summary>
    public bool IsWritten { get; set; }

    /// <summary>The row after the call.</summary>
    public SharedRow? Result { get; set; }

    /// <summary>The <c>Date</c> of the response.</summary>
    public DateTimeOffset Date { get; set; }
}
