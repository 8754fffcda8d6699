namespace FunctionsConnector.Sandbox.TeamDynamix.Items;

/// <summary>One item of the tenant.</summary>
internal sealed class StoredItem(ItemState initial)
{
    private readonly Lock _gate = new();
    private volatile ItemState _state = initial;
    private volatile bool _isForbidden;

    private ItemState? _late;
    private int _lateReads;
    private Action<ItemDraft>? _overtaking;

    public ItemState State => _state;

    /// <summary>Whether nobody is let near it.</summary>
    public bool IsForbidden
    {
        get => _isForbidden;
        set => _isForbidden = value;
    }

    /// <summary>Tries a change out; it becomes the item unless the draft is discarded.</summary>
    /// <param name="change">The change, or its refusal.</param>
    /// <param name="readsBeforeVisible">How many reads still show the item as it was.</param>
    public ItemChange Change(Func<ItemDraft, string?> change, int readsBeforeVisible = 0)
    {
        lock (_gate)
        {
            var before = _state;
            var draft = before.Edit();
            var refusal = change(draft);
            if (!draft.IsDiscarded)
            {
                (_late, _lateReads) = readsBeforeVisible > 0 ? (before, readsBeforeVisible) : (null, 0);
                _state = draft.ToState();
            }

            var made = new ItemChange(refusal, before, _state);
            if (!draft.IsDiscarded && draft.HasChanged && _overtaking is { } overtake)
            {
                _overtaking = null;
                var later = _state.Edit();
                overtake(later);
                _state = later.ToState();
            }

            return made;
        }
    }

    /// <summary>The item as a GET shows it.</summary>
    public ItemState Read()
    {
        lock (_gate)
        {
            if (_late is not { } late)
            {
                return _state;
            }

            _late = --_lateReads > 0 ? late : null;
            return late;
        }
    }

    /// <summary>Makes another change right after the next one, before any read.</summary>
    public void OvertakeNextChange(Action<ItemDraft> change)
    {
        lock (_gate)
        {
            _overtaking = change;
        }
    }
}
