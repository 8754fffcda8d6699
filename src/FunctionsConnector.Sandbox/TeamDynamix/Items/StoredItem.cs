using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.TeamDynamix.Items;

/// <summary>One item of the tenant.</summary>
internal sealed class StoredItem(ItemState initial) : StoredState<ItemState>(initial)
{
    private volatile bool _isForbidden;

    /// <summary>Whether every call for it gets a 403.</summary>
    public bool IsForbidden
    {
        get => _isForbidden;
        set => _isForbidden = value;
    }

    /// <summary>Applies a change to a draft. The draft replaces the item unless it is discarded.</summary>
    public ItemChange Change(TimeSpan now, Func<ItemDraft, string?> change)
    {
        lock (Gate)
        {
            var before = State;
            var draft = before.Edit();
            var refusal = change(draft);
            if (!draft.IsDiscarded)
            {
                Become(draft.ToState(), now);
            }

            return new(refusal, before, State);
        }
    }
}
