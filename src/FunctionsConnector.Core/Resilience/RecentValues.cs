using System.Diagnostics.CodeAnalysis;

namespace FunctionsConnector.Core.Resilience;

/// <summary>
/// Remembers each value for a while after it was last set. Every use removes the values that are too old by then, so that it never holds
/// more than was set within that time.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
/// <param name="maxAge">How long a value is remembered.</param>
/// <param name="time">The clock.</param>
public sealed class RecentValues<TKey, TValue>(TimeSpan maxAge, TimeProvider time)
    where TKey : notnull
{
    private readonly Dictionary<TKey, LinkedListNode<Entry>> _byKey = [];
    private readonly LinkedList<Entry> _byAge = new();

    /// <summary>How many values are remembered.</summary>
    public int Count
    {
        get
        {
            Sweep();
            return _byKey.Count;
        }
    }

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        Sweep();
        var isKnown = _byKey.TryGetValue(key, out var node);
        value = isKnown ? node!.Value.Value : default;
        return isKnown;
    }

    /// <summary>Remembers the value from now on.</summary>
    public void Set(TKey key, TValue value)
    {
        Remove(key);
        Sweep();
        _byKey.Add(key, _byAge.AddLast(new Entry(key, value, time.Monotonic())));
    }

    public void Remove(TKey key)
    {
        if (_byKey.Remove(key, out var node))
        {
            _byAge.Remove(node);
        }
    }

    private void Sweep()
    {
        while (_byAge.First is { } oldest && time.Monotonic() - oldest.Value.At >= maxAge)
        {
            Remove(oldest.Value.Key);
        }
    }

    private sealed record Entry(TKey Key, TValue Value, TimeSpan At);
}
