using System.Collections.Concurrent;

namespace FunctionsConnector.Actions.Security;

/// <summary>
/// A cache of the hashes of valid keys, because computing a hash takes longer than the rest of the check. The dictionary uses a randomized
/// hash, so that the time reveals nothing about a key that is nearly right.
/// </summary>
/// <param name="max">How many to keep: each key may have been replaced by another.</param>
internal sealed class KeyHashes(int max)
{
    private readonly ConcurrentDictionary<string, byte[]> _known = new(StringComparer.Ordinal);

    public byte[] Of(string presented) => _known.TryGetValue(presented, out var hash) ? hash : ConfiguredKey.Hash(presented);

    public void Add(string presented, byte[] hash)
    {
        if (_known.TryAdd(presented, hash) && _known.Count > max)
        {
            _known.Clear();
        }
    }
}
