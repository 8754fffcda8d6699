namespace FunctionsConnector.Queue.Messages;

/// <summary>
/// Remembers what became of the last messages. A queue hands a message out again when the time for which it was hidden is over, also
/// while it is still worked on, or when it is done with and could not be deleted in time. What was said of it stands: made anew, the
/// update might meet a record that has moved on, and its sender would be told two things.
/// </summary>
internal sealed class KnownOutcomes
{
    /// <summary>More than are on their way at a time, and few enough to be kept: some megabytes.</summary>
    private const int Most = 4096;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Known> _known = new(StringComparer.Ordinal);
    private readonly Queue<string> _oldestFirst = new();

    /// <summary>What became of this message, or is becoming of it right now; only where that is not known is it handled.</summary>
    public async Task<MessageOutcome> OnceAsync(QueueMessage message, Func<Task<MessageOutcome>> handle, CancellationToken cancellationToken)
    {
        var own = new Known(message.Text, new Lazy<Task<MessageOutcome>>(handle));
        if (Join(message, own) is { } known)
        {
            return await known.Outcome.Value.WaitAsync(cancellationToken);
        }

        var isDone = false;
        try
        {
            var outcome = await own.Outcome.Value;
            isDone = outcome is MessageOutcome.Done;
            return outcome;
        }
        finally
        {
            Settle(message, own, isDone);
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
            // A first try is no repetition, whatever it is called: the ids of Service Bus are the sender's.
            if (message.Tries is not 1 && Find(message) is { } known)
            {
                return known;
            }

            _known[message.Id] = own;
            return null;
        }
    }

    private Known? Find(QueueMessage message) => _known.TryGetValue(message.Id, out var known) && known.Text == message.Text ? known : null;

    private void Settle(QueueMessage message, Known own, bool isDone)
    {
        lock (_lock)
        {
            if (!_known.TryGetValue(message.Id, out var current) || current != own)
            {
                return;
            }

            if (!isDone)
            {
                _known.Remove(message.Id);
                return;
            }

            _oldestFirst.Enqueue(message.Id);
            if (_oldestFirst.Count > Most && _oldestFirst.TryDequeue(out var oldest))
            {
                _known.Remove(oldest);
            }
        }
    }

    private sealed class Known(string text, Lazy<Task<MessageOutcome>> outcome)
    {
        public string Text => text;

        public Lazy<Task<MessageOutcome>> Outcome => outcome;
    }
}
