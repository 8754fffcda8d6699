using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Updates.Joining;

/// <summary>An update that waits for its record. Whoever changes it holds the lock of the lines, or has taken it out of its line.</summary>
internal sealed class WaitingUpdate(PreparedUpdate update)
{
    private TaskCompletionSource<RecordTurn?> _turn = New();
    private bool _hasGivenUp;

    public PreparedUpdate Update => update;

    public QueuePlace? Place => update.Place;

    public RecordReference Key { get; } = update.Record.Key;

    /// <summary>Whether it was refused along with others and must now be told its own faults alone.</summary>
    public bool GoesAlone { get; private set; }

    /// <summary>Its turn, once it has come; null where it has given up.</summary>
    public Task<RecordTurn?> Turn => _turn.Task;

    public void Give(RecordTurn turn) => _turn.TrySetResult(turn);

    /// <summary>Lets it wait once more, for a turn of its own.</summary>
    public void WaitAgain()
    {
        GoesAlone = true;
        _turn = New();
    }

    /// <returns>False where it has given up meanwhile, and is told so.</returns>
    public bool IsStillWaiting()
    {
        if (_hasGivenUp)
        {
            _turn.TrySetResult(null);
        }

        return !_hasGivenUp;
    }

    public void GiveUp(bool isInLine)
    {
        _hasGivenUp = true;
        if (isInLine)
        {
            _turn.TrySetResult(null);
        }
    }

    private static TaskCompletionSource<RecordTurn?> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
