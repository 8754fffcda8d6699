using FunctionsConnector.Core.Coordination;

namespace FunctionsConnector.Core.Tests.Testing;

/// <summary>A <see cref="FakeTable"/> as one instance sees it: with its own clock, and over a network that the test slows down or breaks.</summary>
internal sealed class FakeTableView(FakeTable table, TimeProvider time) : ISharedTable
{
    /// <summary>The instance's clock.</summary>
    public TimeProvider Time => time;

    public SharedClock Clock { get; } = new(time);

    /// <summary>The same with the guard against outages that an instance has.</summary>
    public GuardedTable Guarded => field ??= new GuardedTable(this, time, _ => { });

    /// <summary>Called before a call reaches the table: a delay, and false where the call gets lost.</summary>
    public Func<RowKey, Task<bool>> Request { get; set; } = _ => Task.FromResult(true);

    /// <summary>Called after the table has done what the call asks: a delay, and false where the response gets lost.</summary>
    public Func<RowKey, Task<bool>> Response { get; set; } = _ => Task.FromResult(true);

    /// <summary>Called with each call of the instance, also where it does not reach the table.</summary>
    public Action Called { get; set; } = () => { };

    /// <summary>Whether no call reaches the table.</summary>
    public bool IsDown { get; set; }

    public Task<Result<SharedRow?>> ReadAsync(RowKey key, CancellationToken cancellationToken) =>
        CallAsync(key, () => table.Read(key), cancellationToken);

    public Task<Result<SharedRow?>> WriteAsync(RowKey key, SharedRow row, CancellationToken cancellationToken) =>
        CallAsync(key, () => table.Write(key, row), cancellationToken);

    public Task<Result<bool>> DeleteAsync(RowKey key, string version, CancellationToken cancellationToken) =>
        CallAsync(key, () => table.Delete(key, version), cancellationToken);

    private async Task<Result<T>> CallAsync<T>(RowKey key, Func<T> call, CancellationToken cancellationToken)
    {
        Called();
        var sentAt = time.Monotonic();
        if (IsDown || !await Request(key).WaitAsync(cancellationToken))
        {
            return new Failure(FailureCode.SystemUnavailable, "The table cannot be reached.");
        }

        var (result, date) = (call(), table.Date());
        if (!await Response(key).WaitAsync(cancellationToken))
        {
            return new Failure(FailureCode.SystemUnavailable, "The table's response was lost.");
        }

        Clock.Observe(sentAt, date);
        return Result.From(result);
    }
}
