using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Core.Coordination;

/// <summary>Changes one row by compare-and-set: it reads it, or takes it as this instance wrote it last, and tries again where another instance was first.</summary>
/// <param name="key">The row.</param>
/// <param name="type">The type of its content.</param>
/// <param name="lifetime">How long after a change the row is kept.</param>
/// <param name="services">Clock and randomness.</param>
/// <remarks>Not thread-safe: one change at a time.</remarks>
internal sealed class RowUpdate<T>(RowKey key, JsonTypeInfo<T> type, TimeSpan lifetime, SharedServices services)
    where T : class, new()
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(20);

    private readonly GuardedTable _table = services.Table;
    private SharedRow? _known;

    /// <summary>Changes the row.</summary>
    /// <param name="change">The new content of an old one; the same instance where nothing is to be written.</param>
    /// <param name="isFresh">Whether it reads the row first, because another instance may have changed it.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    /// <returns>The content as written.</returns>
    public async Task<Result<T>> ChangeAsync(Func<T, TimeBounds, T> change, bool isFresh, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (isFresh || _known is null || !_table.Clock.IsKnown)
            {
                if (!(await _table.ReadAsync(key, cancellationToken)).Succeeded(out _known, out var unread) && unread is not null)
                {
                    return unread;
                }

                if (!_table.Clock.IsKnown)
                {
                    return new Failure(FailureCode.SystemUnavailable, "The tables do not say the time.");
                }
            }

            var before = _known is null ? new T() : ContentOf(_known);
            var after = change(before, TimeBounds.Of(_table.Clock));
            if (ReferenceEquals(before, after))
            {
                return after;
            }

            var row = new SharedRow(JsonSerializer.Serialize(after, type), _table.Clock.Latest + lifetime) { Version = _known?.Version };
            var written = await _table.WriteAsync(key, row, cancellationToken);
            _known = written.Value;
            if (written.Failure is { } failure)
            {
                return failure;
            }

            if (_known is not null)
            {
                return after;
            }

            // Another instance was first. Where no time is left, the next call says so.
            await Task.Delay(LongestPause * services.Random(), services.Time, CancellationToken.None);
        }
    }

    // A content that this version cannot read is one that nobody wrote: the row starts empty.
    private T ContentOf(SharedRow row)
    {
        try
        {
            return JsonSerializer.Deserialize(row.Content, type) ?? new T();
        }
        catch (JsonException)
        {
            return new T();
        }
    }
}
