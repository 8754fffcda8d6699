using System.Collections.Concurrent;

namespace FunctionsConnector.Actions.Security;

/// <summary>
/// The hashes of presented keys, kept for those that were good, because the cryptographic library takes longer for one than all the
/// rest of the check. What is kept is found by a randomized hash of its own, so that the time says nothing of a key that is only
/// nearly right.
/// </summary>
/// <param name="most">How many to keep: each key may have been replaced by another.</param>
internal sealed class KeyHashes(int most)
{
    private readonly ConcurrentDictionary<string, byte[]> _known = new(StringComparer.Ordinal);

    public byte[] Of(string presented) => _known.TryGetValue(presented, out var hash) ? hash : KnownKey.Hash(presented);

    public void Remember(string presented, byte[] hash)
    {
        if (_known.TryAdd(presented, hash) && _known.Count > most)
        {
            _known.Clear();
        }
    }
}
