namespace FunctionsConnector.Actions.Queue.Messages;

/// <summary>
/// Keeps the outcomes of the last messages for deduplication. A queue delivers a message again when its visibility timeout ends, also
/// while it is still processed, and when it is done but could not be deleted in time. A second delivery gets the same outcome: the record
/// may have changed since, so that a second update could overwrite a later change and report a second, different result.
/// </summary>
internal sealed class OutcomeCache
{
    /// <summary>More messages than are in progress at a time.</summary>
    private const int MaxEntries = 4096;

    /// <summary>Of all messages and outcomes together: 16 MB. Without this limit a few thousand long articles would fill a pod's memory.</summary>
    private const int MaxCharacters = 8 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Queue<(string Id, int Characters)> _entriesByAge = new();
    private int _characters;

    /// <summary>The outcome of this message, of an attempt in progress too. Calls <paramref name="handle"/> only where there is none.</summary>
    public async Task<MessageOutcome> GetOrAddAsync(QueueMessage message, Func<Task<MessageOutcome>> handle, CancellationToken cancellationToken)
    {
        var own = new Entry(message.Text, new Lazy<Task<MessageOutcome>>(handle));
        if (FindOrAdd(message, own) is { } entry)
        {
            return await entry.Outcome.Value.WaitAsync(cancellationToken);
        }

        MessageOutcome? outcome = null;
        try
        {
            return outcome = await own.Outcome.Value;
        }
        finally
        {
            Complete(message, own, outcome as MessageOutcome.Ended);
        }
    }

    /// <summary>Marks the completed outcome of this message as <see cref="MessageOutcome.Ended.IsKept"/>.</summary>
    public void MarkKept(QueueMessage message)
    {
        lock (_lock)
        {
            if (Find(message)?.Outcome is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true, Result: MessageOutcome.Ended ended } })
            {
                _entries[message.Id] = new Entry(message.Text, new(Task.FromResult<MessageOutcome>(ended with { IsKept = true })));
            }
        }
    }

    /// <returns>The existing entry, or null where <paramref name="own"/> was added.</returns>
    private Entry? FindOrAdd(QueueMessage message, Entry own)
    {
        lock (_lock)
        {
            if (Find(message) is { } entry)
            {
                return entry;
            }

            _entries[message.Id] = own;
            return null;
        }
    }

    private Entry? Find(QueueMessage message) => _entries.TryGetValue(message.Id, out var entry) && entry.Text == message.Text ? entry : null;

    private void Complete(QueueMessage message, Entry own, MessageOutcome.Ended? ended)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(message.Id, out var current) || current != own)
            {
                return;
            }

            if (ended is null)
            {
                _entries.Remove(message.Id);
                return;
            }

            var characters = message.Text.Length + ended.Result.Length + (ended.Rejected?.Length ?? 0);
            _entriesByAge.Enqueue((message.Id, characters));
            _characters += characters;
            while ((_entriesByAge.Count > MaxEntries || _characters > MaxCharacters) && _entriesByAge.TryDequeue(out var oldest))
            {
                _entries.Remove(oldest.Id);
                _characters -= oldest.Characters;
            }
        }
    }

    private sealed class Entry(string text, Lazy<Task<MessageOutcome>> outcome)
    {
        public string Text => text;

        public Lazy<Task<MessageOutcome>> Outcome => outcome;
    }
}
