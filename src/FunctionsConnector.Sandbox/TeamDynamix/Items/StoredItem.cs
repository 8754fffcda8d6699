using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.TeamDynamix.Items;

/// <summary>One item of the tenant.</summary>
internal sealed class StoredItem(ItemState initial)
{
    private readonly Lock _gate = new();
    private volatile ItemState _state = initial;
    private List<ItemState>? _history;
    private volatile bool _isForbidden;
    private volatile Earlier<ItemState>? _earlier;

    public ItemState State => _state;

    /// <summary>Whether every call for it gets a 403.</summary>
    public bool IsForbidden
    {
        get => _isForbidden;
        set => _isForbidden = value;
    }

    /// <summary>The state that a GET shows.</summary>
    /// <param name="changedSince">Later changes are not shown yet.</param>
    public ItemState Read(TimeSpan changedSince) => _earlier is { } earlier && earlier.Until > changedSince ? earlier.State : _state;

    /// <summary>Keeps every state from now on, the present one first.</summary>
    public void KeepHistory()
    {
        lock (_gate)
        {
            _history = [_state];
        }
    }

    /// <summary>The states since <see cref="KeepHistory"/>, oldest first.</summary>
    public IReadOnlyList<ItemState> History()
    {
        lock (_gate)
        {
            return [.. _history ?? []];
        }
    }

    /// <summary>Applies a change to a draft. The draft replaces the item unless it is discarded.</summary>
    public ItemChange Change(TimeSpan now, Func<ItemDraft, string?> change)
    {
        lock (_gate)
        {
            var before = _state;
            var draft = before.Edit();
            var refusal = change(draft);
            if (!draft.IsDiscarded)
            {
                _earlier = new(before, now);
                _state = draft.ToState();
                _history?.Add(_state);
            }

            return new(refusal, before, _state);
        }
    }
}
