using FunctionsConnector.Core.Coordination;
using FunctionsConnector.Core.Coordination.Records;

namespace FunctionsConnector.Core.Tests.Coordination.Records;

/// <summary>One instance of <see cref="RecordModel"/>: it reads the row, decides with <see cref="RecordProtocol"/> and writes, one call at a time.</summary>
internal sealed class ModelledInstance(string name, TimeProvider time)
{
    public static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(20);
    public static readonly TimeSpan Duration = LongestCall * 1.5;
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public string Name => name;

    public TimeProvider Time => time;

    public SharedClock Clock { get; } = new(time);

    /// <summary>Whether it needs the record.</summary>
    public bool Wants { get; set; }

    /// <summary>Since when, by the right clock.</summary>
    public DateTimeOffset WantsSince { get; set; }

    /// <summary>The end of its lease; null while it does not hold the record.</summary>
    public DateTimeOffset? Until { get; private set; }

    public long Fence { get; private set; }

    /// <summary>The call that it waits for.</summary>
    public ModelledCall? Call { get; private set; }

    /// <summary>Whether it knows the row as it was at the last response.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>The row as it was at the last response.</summary>
    public SharedRow? Row { get; private set; }

    /// <summary>Whether it believes to hold the record now.</summary>
    public bool Holds => Until is { } until && Clock.Latest < until;

    /// <summary>Whether it would start a PATCH now.</summary>
    public bool MayWrite => Until is { } until && Clock.Latest + (LongestCall * 1.1) < until;

    private TimeBounds Now => TimeBounds.Of(Clock);

    public ModelledCall Read() => Call = new ModelledCall(this, IsRead: true, null, null);

    public ModelledCall? AcquireOrWait()
    {
        var row = RecordRows.Read(Row);
        return Write(RecordProtocol.Acquire(row, name, Now, Duration) ?? RecordProtocol.Wait(row, name, Now, Patience));
    }

    public ModelledCall? Renew()
    {
        var next = RecordProtocol.Renew(RecordRows.Read(Row), name, Fence, Now, Duration);
        Until = next is null ? null : Until;
        return Write(next);
    }

    public ModelledCall? Yield() => WriteAndLose(RecordProtocol.Yield(RecordRows.Read(Row), name, Fence, Now, Patience));

    public ModelledCall? Release()
    {
        Wants = false;
        return WriteAndLose(RecordProtocol.Release(RecordRows.Read(Row), name, Now));
    }

    public ModelledCall? Remember(DateTimeOffset queuedAt) => Write(RecordProtocol.Remember(
        RecordRows.Read(Row), new Dictionary<string, DateTimeOffset> { ["a"] = queuedAt }, Now, TimeSpan.FromSeconds(60)));

    /// <summary>Takes the response to its call.</summary>
    public void Receive(ModelledCall call, DateTimeOffset date)
    {
        Clock.Observe(call.SentAt, date);
        Call = null;
        if (call.IsRead)
        {
            (Row, IsKnown) = (call.Result, true);
            return;
        }

        if (!call.IsWritten)
        {
            IsKnown = false;
            return;
        }

        (Row, IsKnown) = (call.Result, true);
        if (call.Next!.Owner == name)
        {
            (Until, Fence) = (call.Next.Until, call.Next.Fence);
        }
    }

    /// <summary>Its call took too long: it may reach the table or not.</summary>
    public void GiveUpCall() => (Call, IsKnown) = (null, false);

    /// <summary>A decision on the row that it knows is void.</summary>
    public void Forget() => IsKnown = false;

    private ModelledCall? WriteAndLose(RecordRow? next)
    {
        if (next is not null)
        {
            Until = null;
        }

        return Write(next);
    }

    private ModelledCall? Write(RecordRow? next)
    {
        IsKnown = false;
        return next is null ? null : Call = new ModelledCall(this, IsRead: false, next, Row?.Version);
    }
}
