using FunctionsConnector.Core.Coordination;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Queue.Messages.Claims;

/// <summary>
/// One delivery's claim of its message. An instance that handles a message claims it, and replaces the claim with the outcome before it puts
/// the outcome on a queue. So a message that comes to another instance has one outcome.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="key">The message's row.</param>
/// <param name="instance">This instance.</param>
/// <param name="time">The clock.</param>
internal sealed class MessageClaim(ISharedTable table, RowKey key, string instance, TimeProvider time)
{
    /// <summary>How long the message of an instance that ended waits for another one.</summary>
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);

    /// <summary>A storage queue may deliver a message again after its outcome is known, where deleting it failed.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private const int MostFailures = 3;

    private SharedRow? _row;
    private bool _isGone;

    /// <summary>Whether the claim was another attempt's before, which may have sent the update.</summary>
    public bool IsTakenOver { get; private set; }

    /// <summary>Claims the message.</summary>
    /// <returns>
    /// The row: with the outcome where the message is done, with another instance where that one handles it. The failure where the table
    /// does not answer.
    /// </returns>
    public async Task<Result<ClaimRow>> TakeAsync()
    {
        // Nearly every message is new, so that its row need not be read first.
        for (var isNew = table.Clock.IsKnown; ; isNew = false)
        {
            SharedRow? row = null;
            if (!isNew && !(await table.ReadAsync(key, CancellationToken.None)).Succeeded(out row, out var failure))
            {
                return failure;
            }

            if (!table.Clock.IsKnown)
            {
                return new Failure(FailureCode.SystemUnavailable, "The tables do not say the time.");
            }

            var known = ClaimRow.Read(row);
            if (known is not null && (known.Outcome is not null || (known.Owner != instance && table.Clock.Earliest < known.Until)))
            {
                return known;
            }

            var claim = New();
            var written = await WriteAsync(claim, row?.Version);
            if (written.Failure is not null || written.Value)
            {
                // This instance itself knows what its own earlier attempts did.
                IsTakenOver = known is not null && known.Owner != instance;
                return written.Failure is { } notWritten ? notWritten : claim;
            }
        }
    }

    /// <summary>Renews the claim until the timer is disposed of.</summary>
    public async Task RenewAsync(PeriodicTimer timer)
    {
        while (await timer.WaitForNextTickAsync())
        {
            if (await WriteAsync(New(), _row?.Version) is { Failure: null, Value: false }
                && await ReadAsync() is { Failure: null } read && read.Value is not { Outcome: null })
            {
                // Another instance has taken it over; the end of this attempt will see that.
                return;
            }
        }
    }

    /// <summary>The timer for <see cref="RenewAsync"/>.</summary>
    public PeriodicTimer NewTimer() => new(Duration / 3, time);

    /// <summary>Replaces the claim with the outcome.</summary>
    /// <returns>The message's outcome: another instance's where that one was first; null where another one handles the message now.</returns>
    public async Task<Result<MessageOutcome.Ended?>> EndAsync(MessageOutcome.Ended ended)
    {
        while (true)
        {
            var written = await WriteAsync(New().With(ended), _row?.Version);
            if (written.Failure is { } failure)
            {
                return failure;
            }

            if (written.Value)
            {
                return ended;
            }

            var read = await ReadAsync();
            if (read.Failure is not null || read.Value is not { Outcome: null })
            {
                return read.Map(known => known?.Outcome);
            }
        }
    }

    /// <summary>Removes the claim, because the message is tried again later.</summary>
    /// <returns>False where another instance handles the message now. Where the table does not answer for a while, the claim ends by itself.</returns>
    public async Task<bool> RemoveAsync()
    {
        for (var failures = 0; _row is { Version: { } version };)
        {
            var deleted = await table.DeleteAsync(key, version, CancellationToken.None);
            if (deleted.Value || (deleted.Failure is not null && ++failures > MostFailures))
            {
                return true;
            }

            if (deleted.Failure is not null)
            {
                await Task.Delay(Pause, time);
                continue;
            }

            if (await ReadAsync() is { Failure: null } read && read.Value is not { Outcome: null })
            {
                // A removal whose response was lost has arrived. Else another instance has taken the message over, and ended.
                return _isGone && failures > 0;
            }
        }

        return true;
    }

    /// <summary>Notes that the rejected or poison message is on its queue.</summary>
    public async Task MarkKeptAsync()
    {
        var read = await table.ReadAsync(key, CancellationToken.None);
        if (ClaimRow.Read(read.Value) is { Outcome: not null, IsKept: false } known)
        {
            // Where this fails, a further delivery to another instance puts the same message there again.
            await WriteAsync(known with { IsKept = true }, read.Value!.Version);
        }
    }

    /// <summary>Reads the row after a write was refused: an earlier one may have arrived whose response was lost.</summary>
    /// <returns>The row, without an outcome where the claim is still this instance's; null where another one has taken it over.</returns>
    private async Task<Result<ClaimRow?>> ReadAsync()
    {
        var read = await table.ReadAsync(key, CancellationToken.None);
        if (read.Failure is { } failure)
        {
            return failure;
        }

        var known = ClaimRow.Read(read.Value);
        _isGone = read.Value is null;
        _row = known?.Owner == instance ? read.Value : _row;
        return known is not null && (known.Outcome is not null || known.Owner == instance) ? known : null;
    }

    private ClaimRow New() => new(instance, table.Clock.Latest + Duration);

    private async Task<Result<bool>> WriteAsync(ClaimRow claim, string? version)
    {
        var written = await table.WriteAsync(key, new SharedRow(claim.Write(), table.Clock.Latest + Memory) { Version = version }, CancellationToken.None);
        if (written.Failure is { } failure)
        {
            return failure;
        }

        _row = written.Value ?? _row;
        return written.Value is not null;
    }
}
