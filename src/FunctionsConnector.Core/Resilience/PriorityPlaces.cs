namespace FunctionsConnector.Core.Resilience;

/// <summary>So many places, given in the order of asking, to the urgent before all others.</summary>
internal sealed class PriorityPlaces(int places)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource<bool>> _urgent = new();
    private readonly LinkedList<TaskCompletionSource<bool>> _others = new();
    private int _free = places;

    /// <returns>True with a place; false where the time ran out first.</returns>
    public async Task<bool> EnterAsync(bool isUrgent, CancellationToken cancellationToken)
    {
        var waiting = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var line = isUrgent ? _urgent : _others;
        lock (_lock)
        {
            if (_free > 0)
            {
                _free--;
                return true;
            }

            line.AddLast(waiting);
        }

        await using var giveUp = cancellationToken.Register(() => waiting.TrySetResult(false));
        var entered = await waiting.Task;
        if (!entered)
        {
            lock (_lock)
            {
                line.Remove(waiting);
            }
        }

        return entered;
    }

    public void Leave()
    {
        lock (_lock)
        {
            while ((_urgent.First ?? _others.First) is { } next)
            {
                next.List!.Remove(next);
                if (next.Value.TrySetResult(true))
                {
                    return;
                }
            }

            _free++;
        }
    }
}
