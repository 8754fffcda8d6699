using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Updates.Joining;

/// <summary>
/// An update's part in being alone with its record: its own turn, or that of another that took it along. The turn is over when the
/// last of them is.
/// </summary>
internal sealed class RecordTurn : IDisposable
{
    private readonly RecordTurns _turns;
    private readonly RecordReference _key;
    private readonly Company _company;
    private readonly bool _goesAlone;
    private IReadOnlyList<(WaitingUpdate Waiting, PlannedUpdate Planned)> _companions = [];

    private RecordTurn(RecordTurns turns, RecordReference key, Company company, bool goesAlone)
    {
        (_turns, _key, _company, _goesAlone) = (turns, key, company, goesAlone);
        company.Enter();
    }

    public bool IsOwn => Planned is null;

    /// <summary>The update as it was taken along; null where the turn is its own.</summary>
    public PlannedUpdate? Planned { get; private init; }

    /// <summary>What was sent, where another took this update along.</summary>
    public SentUpdate? Sent { get; private set; }

    /// <param name="turns">Whose turns these are.</param>
    /// <param name="key">The record.</param>
    /// <param name="goesAlone">Whether nobody is to be taken along.</param>
    public static RecordTurn Own(RecordTurns turns, RecordReference key, bool goesAlone = false) => new(turns, key, new Company(), goesAlone);

    /// <summary>Waits until the update that took this one along was sent.</summary>
    /// <returns>False where it was refused with others, so that it is to go alone.</returns>
    public async Task<bool> TravelsAsync(CancellationToken cancellationToken)
    {
        try
        {
            var arrival = await _company.Journey!.Task.WaitAsync(cancellationToken);
            Sent = arrival.GoesAlone(Planned!) ? null : arrival.Sent;
        }
        catch (OperationCanceledException)
        {
            Sent = SentUpdate.NothingHeard(Planned!);
        }

        return Sent is not null;
    }

    /// <summary>Takes along those of the waiting that can travel with an update.</summary>
    /// <returns>All in one.</returns>
    public PlannedUpdate TakeAlong(PlannedUpdate update, Joiner joiner)
    {
        var waiting = _goesAlone ? [] : _turns.TakeWaiting(_key);
        if (waiting.Count == 0)
        {
            return update;
        }

        var left = waiting;
        try
        {
            var joint = joiner.Join(update, waiting);
            _companions = joint.Companions;
            left = [.. waiting.Except(_companions.Select(companion => companion.Waiting))];
            _company.Journey = new TaskCompletionSource<Arrival>(TaskCreationOptions.RunContinuationsAsynchronously);
            foreach (var (companion, planned) in _companions)
            {
                companion.Give(new RecordTurn(_turns, _key, _company, companion.GoesAlone) { Planned = planned });
            }

            return joint.Update;
        }
        finally
        {
            _turns.GiveBack(_key, left);
        }
    }

    /// <summary>How many others travel with the update whose turn this is.</summary>
    public int Companions => _companions.Count;

    /// <summary>Tells those who were taken along what was sent.</summary>
    /// <param name="sent">What was sent; null where that went wrong, and all go alone.</param>
    /// <param name="goesAlone">Who of them is sent back, to go alone.</param>
    public void TellCompanions(SentUpdate? sent, Predicate<PlannedUpdate> goesAlone)
    {
        List<WaitingUpdate> back = [.. _companions.Where(companion => goesAlone(companion.Planned)).Select(companion => companion.Waiting)];
        if (back.Count > 0)
        {
            back.ForEach(companion => companion.WaitAgain());
            _turns.GiveBack(_key, back);
        }

        _company.Journey?.TrySetResult(new Arrival(sent, goesAlone));
    }

    public void Dispose()
    {
        if (_company.Leave())
        {
            _turns.Next(_key);
        }
    }

    /// <summary>What those who travelled together hear of it.</summary>
    private sealed record Arrival(SentUpdate? Sent, Predicate<PlannedUpdate> GoesAlone);

    /// <summary>Those who have a part in one turn.</summary>
    private sealed class Company
    {
        private int _members;

        /// <summary>Ends when what they sent together is known; null while the turn's holder is alone.</summary>
        public TaskCompletionSource<Arrival>? Journey { get; set; }

        public void Enter() => Interlocked.Increment(ref _members);

        /// <returns>Whether that was the last.</returns>
        public bool Leave() => Interlocked.Decrement(ref _members) == 0;
    }
}
