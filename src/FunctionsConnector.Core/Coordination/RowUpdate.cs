using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Core.Coordination;

/// <summary>
/// Changes one row by compare-and-set: it takes the row as this instance knows it, and reads it where another instance has written since.
/// </summary>
/// <param name="key">The row.</param>
/// <param name="type">The type of its content.</param>
/// <param name="expires">From when on nobody needs a content; null for one that is deleted at once.</param>
/// <param name="services">The table and randomness.</param>
/// <param name="isNew">Whether there is probably no row yet, so that the first change need not read.</param>
/// <remarks>Not thread-safe: one change at a time.</remarks>
internal sealed class RowUpdate<T>(RowKey key, JsonTypeInfo<T> type, Func<T, DateTimeOffset?> expires, SharedServices services, bool isNew = false)
    where T : class, new()
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(40);

    private readonly GuardedTable _table = services.Table;
    private SharedRow? _row;
    private bool _isRead = isNew;

    /// <summary>The content as this instance read or wrote it last.</summary>
    public T Content { get; private set; } = new();

    /// <summary>Lets the next change read the row first.</summary>
    public void Forget() => _isRead = false;

    /// <summary>Changes the row.</summary>
    /// <param name="change">The new content of an old one; null where nothing is to be written.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>Whether it was written: not where there was nothing to write in the row as it is in the table.</returns>
    public async Task<Result<bool>> ChangeAsync(Func<T, TimeBounds, T?> change, CancellationToken cancellationToken)
    {
        for (var isFresh = false; ;)
        {
            if (!_isRead || !_table.Clock.IsKnown)
            {
                if (await ReadAsync(cancellationToken) is { } unread)
                {
                    return unread;
                }

                isFresh = true;
            }

            if (change(Content, TimeBounds.Of(_table.Clock)) is not { } next)
            {
                if (isFresh)
                {
                    return false;
                }

                Forget();
                continue;
            }

            // Until the response is there, nobody knows what is in the row.
            Forget();
            var written = await WriteAsync(next, cancellationToken);
            if (written.Failure is not null || written.Value)
            {
                return written;
            }

            // Another instance was first.
            await Task.Delay(isFresh ? LongestPause * services.Random() : TimeSpan.Zero, services.Time, CancellationToken.None);
        }
    }

    private async Task<Failure?> ReadAsync(CancellationToken cancellationToken)
    {
        var read = await _table.ReadAsync(key, cancellationToken);
        if (read.Failure is { } failure)
        {
            return failure;
        }

        (_row, Content, _isRead) = (read.Value, ContentOf(read.Value), true);
        return _table.Clock.IsKnown ? null : new Failure(FailureCode.SystemUnavailable, "The tables do not say the time.");
    }

    private async Task<Result<bool>> WriteAsync(T next, CancellationToken cancellationToken)
    {
        if (expires(next) is { } until)
        {
            var row = new SharedRow(JsonSerializer.Serialize(next, type), until) { Version = _row?.Version };
            var written = await _table.WriteAsync(key, row, cancellationToken);
            return written.Failure is { } failure ? failure : written.Value is { } known && Know(known, next);
        }

        var deleted = _row?.Version is { } version ? await _table.DeleteAsync(key, version, cancellationToken) : true;
        return deleted.Value ? Know(null, next) : deleted;
    }

    private bool Know(SharedRow? row, T content)
    {
        (_row, Content, _isRead) = (row, content, true);
        return true;
    }

    // A content that this version cannot read is one that nobody wrote: the row starts empty.
    private T ContentOf(SharedRow? row)
    {
        try
        {
            return row is null ? new T() : JsonSerializer.Deserialize(row.Content, type) ?? new T();
        }
        catch (JsonException)
        {
            return new T();
        }
    }
}
