using FunctionsConnector.Sandbox.Autotask.Metadata;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.Autotask.Records;

/// <summary>One record of the tenant: its present state, and a workflow rule that may undo a change of it.</summary>
internal sealed class StoredRecord(RecordState initial)
{
    private readonly Lock _gate = new();
    private volatile RecordState _state = initial;
    private WorkflowRule? _rule;
    private volatile PendingUndo? _undo;
    private volatile Earlier? _earlier;

    public RecordState State => _state;

    /// <summary>The answer to a GET; counts as one read for a workflow rule waiting to undo.</summary>
    /// <param name="changedSince">A later change is not shown yet.</param>
    public string Read(DateTimeOffset changedSince)
    {
        if (_earlier is { } earlier && earlier.Until > changedSince)
        {
            return earlier.State.ItemAnswer;
        }

        if (_undo is null)
        {
            return _state.ItemAnswer;
        }

        lock (_gate)
        {
            var answer = _state.ItemAnswer;
            if (_undo is { } undo)
            {
                _undo = undo with { ReadsLeft = undo.ReadsLeft - 1 };
                UndoIfDue();
            }

            return answer;
        }
    }

    /// <summary>Applies a change wholly or, if it is refused, not at all.</summary>
    public SandboxReply? Change(DateTimeOffset now, Func<RecordDraft, SandboxReply?> change)
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
                _state = _state.Apply(draft);
                FollowRule(draft);
            }

            return null;
        }
    }

    public void SetTruth(Action<RecordDraft> change)
    {
        lock (_gate)
        {
            var draft = _state.Edit();
            change(draft);
            _state = _state.Apply(draft);
        }
    }

    public void Reshape(EntityDefinition entity)
    {
        lock (_gate)
        {
            _state = _state.Reshape(entity);
        }
    }

    /// <summary>Undoes the next changes of a field once the record has been read so many times.</summary>
    public void AddRule(string field, int afterReads, int times)
    {
        lock (_gate)
        {
            _rule = new(field, afterReads, times);
        }
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
            _state = _state.With(undo.Field, undo.Value);
            _undo = null;
        }
    }

    /// <summary>The record as it was before its last change.</summary>
    private sealed record Earlier(RecordState State, DateTimeOffset Until);

    private sealed record WorkflowRule(string Field, int AfterReads, int Times);

    private sealed record PendingUndo(string Field, object? Value, int ReadsLeft);
}
