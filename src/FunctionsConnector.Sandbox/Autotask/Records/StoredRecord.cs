using FunctionsConnector.Sandbox.Autotask.Metadata;
using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.Autotask.Records;

/// <summary>A record of the tenant: its current state, and a workflow rule that may revert a change.</summary>
internal sealed class StoredRecord(RecordState initial) : StoredState<RecordState>(initial)
{
    private WorkflowRule? _rule;
    private volatile PendingUndo? _undo;

    /// <summary>The response body of a GET. Counts as one read for a workflow rule.</summary>
    /// <param name="changedSince">Later changes are not shown yet.</param>
    public string Read(TimeSpan changedSince)
    {
        var visible = Visible(changedSince);
        if (_undo is null || !ReferenceEquals(visible, State))
        {
            return visible.ItemDocument;
        }

        lock (Gate)
        {
            var item = State.ItemDocument;
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
        lock (Gate)
        {
            var draft = State.Edit();
            if (change(draft) is { } refusal)
            {
                return refusal;
            }

            if (draft.HasChanged)
            {
                Become(State.Apply(draft), now);
                FollowRule(draft);
            }

            return null;
        }
    }

    public void SetTruth(Action<RecordDraft> change)
    {
        lock (Gate)
        {
            var draft = State.Edit();
            change(draft);
            Become(State.Apply(draft));
        }
    }

    public void Reshape(EntityDefinition entity)
    {
        lock (Gate)
        {
            Replace(State.Reshape(entity));
        }
    }

    /// <summary>Reverts the next changes of a field after this number of reads.</summary>
    public void AddRule(string field, int afterReads, int times)
    {
        lock (Gate)
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
            Become(State.With(undo.Field, undo.Value));
            _undo = null;
        }
    }

    private sealed record WorkflowRule(string Field, int AfterReads, int Times);

    private sealed record PendingUndo(string Field, object? Value, int ReadsLeft);
}
