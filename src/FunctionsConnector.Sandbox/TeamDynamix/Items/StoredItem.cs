namespace FunctionsConnector.Sandbox.TeamDynamix.Items;

/// <summary>One item of the tenant.</summary>
internal sealed class StoredItem(ItemState initial)
{
    private readonly Lock _gate = new();
    private volatile ItemState _state = initial;
    private volatile bool _isForbidden;

    public ItemState State => _state;

    /// <summary>Whether nobody is let near it.</summary>
    public bool IsForbidden
    {
        get => _isForbidden;
        set => _isForbidden = value;
    }

    /// <summary>Tries a change out; it becomes the item unless the draft is discarded.</summary>
    public ItemChange Change(Func<ItemDraft, string?> change)
    {
        lock (_gate)
        {
            var before = _state;
            var draft = before.Edit();
            var refusal = change(draft);
            if (!draft.IsDiscarded)
            {
                _state = draft.ToState();
            }

            return new(refusal, before, _state);
        }
    }
}
