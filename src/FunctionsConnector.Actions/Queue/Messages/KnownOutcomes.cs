namespace FunctionsConnector.Actions.Queue.Messages;

/// <summary>
/// Remembers what became of the last messages. A queue hands a message out again when the time for which it was hidden is over, also
/// while it is still worked on, or when it is done with and could not be deleted in time. What was said of it stands: made anew, the
/// update might meet a record that has moved on, and its sender would be told two things.
/// </summary>
internal sealed class KnownOutcomes
{
    /// <summary>More than are on their way at a time.</summary>
    private const int Most = 4096;

    /// <summary>Of what senders and we have written, all together: 16 MB. Without it a few thousand long articles would fill a pod.</summary>
    private const int MostCharacters = 8 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Known> _known = new(StringComparer.Ordinal);
    private readonly Queue<(string Id, int Characters)> _oldestFirst = new();
    private int _characters;

    /// <summary>What became of this message, or is becoming of it right now; only where that is not known is it handled.</summary>
    public async Task<MessageOutcome> OnceAsync(QueueMessage message, Func<Task<MessageOutcome>> handle, CancellationToken cancellationToken)
    {
        var own = new Known(message.Text, new Lazy<Task<MessageOutcome>>(handle));
        if (Join(message, own) is { } known)
        {
            return await known.Outcome.Value.WaitAsync(cancellationToken);
        }

        MessageOutcome? outcome = null;
        try
        {
            return outcome = await own.Outcome.Value;
        }
        finally
        {
            Settle(message, own, outcome as MessageOutcome.Ended);
        }
    }

    /// <summary>What became of this message, or is becoming of it right now; null where that is not known.</summary>
    public async Task<MessageOutcome?> FindAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        Known? known;
        lock (_lock)
        {
            known = Find(message);
        }

        return known is null ? null : await known.Outcome.Value.WaitAsync(cancellationToken);
    }

    /// <returns>What is known, or null where the caller is to find out.</returns>
    private Known? Join(QueueMessage message, Known own)
    {
        lock (_lock)
        {
            if (Find(message) is { } known)
            {
                return known;
            }

            _known[message.Id] = own;
            return null;
        }
    }

    private Known? Find(QueueMessage message) => _known.TryGetValue(message.Id, out var known) && known.Text == message.Text ? known : null;

    private void Settle(QueueMessage message, Known own, MessageOutcome.Ended? ended)
    {
        lock (_lock)
        {
            if (!_known.TryGetValue(message.Id, out var current) || current != own)
            {
                return;
            }

            if (ended is null)
            {
                _known.Remove(message.Id);
                return;
            }

            var characters = message.Text.Length + ended.Result.Length + (ended.Rejected?.Length ?? 0);
            _oldestFirst.Enqueue((message.Id, characters));
            _characters += characters;
            while ((_oldestFirst.Count > Most || _characters > MostCharacters) && _oldestFirst.TryDequeue(out var oldest))
            {
                _known.Remove(oldest.Id);
                _characters -= oldest.Characters;
            }
        }
    }

    private sealed class Known(string text, Lazy<Task<MessageOutcome>> outcome)
    {
        public string Text => text;

        public Lazy<Task<MessageOutcome>> Outcome => outcome;
    }
}
