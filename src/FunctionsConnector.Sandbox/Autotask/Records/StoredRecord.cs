using FunctionsConnector.Sandbox.Autotask.Metadata;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.Autotask.Records;

/// <summary>A record of the tenant: its current state, and a workflow rule that may revert a change.</summary>
internal sealed class StoredRecord(RecordState initial)
{
    private readonly Lock _gate = new();
    private volatile RecordState _state = initial;
    private List<RecordState>? _history;
    private WorkflowRule? _rule;
    private volatile PendingUndo? _undo;
    private volatile Earlier<RecordState>? _earlier;

    public RecordState State => _state;

    /// <summary>The response body of a GET. Counts as one read for a workflow rule.</summary>
    /// <param name="changedSince">Later changes are not shown yet.</param>
    public string Read(TimeSpan changedSince)
    {
        if (_earlier is { } earlier && earlier.Until > changedSince)
        {
            return earlier.State.ItemDocument;
        }

        if (_undo is null)
        {
            return _state.ItemDocument;
        }

        lock (_gate)
        {
            var item = _state.ItemDocument;
            if (_undo is { } undo)
            {
                _undo = undo with { ReadsLeft = undo.ReadsLeft - 1 };
                UndoIfDue();
            }

            return item;
        }
    }

    /// <summary>Applies the whole change, or nothing if it is refused.</summary>
    public SandboxResponse? Change(TimeSpan now, Func<RecordDraft, SandboxResponse?> change)
    {
        lock (_gate)
        {
            var draft = _state.Edit();
            if (change(draft) is { } refusal)
            {
                return refusal;
            }

            if (draft.HasChanged)
            {
                _earlier = new(_state, now);
                Become(_state.Apply(draft));
                FollowRule(draft);
            }

            return null;
        }
    }

    /// <summary>Keeps every state from now on, the present one first.</summary>
    public void KeepHistory()
    {
        lock (_gate)
        {
            _history = [_state];
        }
    }

    /// <summary>The states since <see cref="KeepHistory"/>, oldest first.</summary>
    public IReadOnlyList<RecordState> History()
    {
        lock (_gate)
        {
            return [.. _history ?? []];
        }
    }

    public void SetTruth(Action<RecordDraft> change)
    {
        lock (_gate)
        {
            var draft = _state.Edit();
            change(draft);
            Become(_state.Apply(draft));
        }
    }

    public void Reshape(EntityDefinition entity)
    {
        lock (_gate)
        {
            _state = _state.Reshape(entity);
        }
    }

    /// <summary>Reverts the next changes of a field after this number of reads.</summary>
    public void AddRule(string field, int afterReads, int times)
    {
        lock (_gate)
        {
            _rule = new(field, afterReads, times);
        }
    }

    private void Become(RecordState state)
    {
        _state = state;
        _history?.Add(state);
    }

    private void FollowRule(RecordDraft draft)
    {
        if (_undo is { } pending && draft.IsChanged(pending.Field))
        {
            _undo = null;
        }

        if (_rule is not { Times: > 0 } rule || !draft.IsChanged(rule.Field))
        {
            return;
        }

        _rule = rule with { Times = rule.Times - 1 };
        _undo = new(rule.Field, draft.Before[rule.Field], rule.AfterReads);
        UndoIfDue();
    }

    private void UndoIfDue()
    {
        if (_undo is { ReadsLeft: <= 0 } undo)
        {
            Become(_state.With(undo.Field, undo.Value));
            _undo = null;
        }
    }

    private sealed record WorkflowRule(string Field, int AfterReads, int Times);

    private sealed record PendingUndo(string Field, object? Value, int ReadsLeft);
}
