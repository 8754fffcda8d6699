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
    private volatile LateChange? _late;
    private Action<RecordDraft>? _overtaking;

    public RecordState State => _state;

    /// <summary>The answer to a GET; counts as one read for a workflow rule waiting to undo.</summary>
    public string Read()
    {
        if (_undo is null && _late is null)
        {
            return _state.ItemAnswer;
        }

        lock (_gate)
        {
            if (_late is { } late)
            {
                _late = late.ReadsLeft > 1 ? late with { ReadsLeft = late.ReadsLeft - 1 } : null;
                return late.Answer;
            }

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
    /// <param name="change">The change, or its refusal.</param>
    /// <param name="readsBeforeVisible">How many reads still show the record as it was.</param>
    public SandboxReply? Change(Func<RecordDraft, SandboxReply?> change, int readsBeforeVisible = 0)
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
                _late = readsBeforeVisible > 0 ? new(_state.ItemAnswer, readsBeforeVisible) : null;
                _state = _state.Apply(draft);
                FollowRule(draft);
                Overtake();
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

    /// <summary>Makes another change right after the next one.</summary>
    public void OvertakeNextChange(Action<RecordDraft> change)
    {
        lock (_gate)
        {
            _overtaking = change;
        }
    }

    private void Overtake()
    {
        if (_overtaking is { } change)
        {
            _overtaking = null;
            var draft = _state.Edit();
            change(draft);
            _state = _state.Apply(draft);
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

    private sealed record WorkflowRule(string Field, int AfterReads, int Times);

    private sealed record LateChange(string Answer, int ReadsLeft);

    private sealed record PendingUndo(string Field, object? Value, int ReadsLeft);
}
