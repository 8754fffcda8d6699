namespace FunctionsConnector.Core.Coordination;

/// <summary>A pause that can be ended early. It is used once.</summary>
internal sealed class Pause
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waits for the time, or until it is ended.</summary>
    public async Task WaitAsync(TimeSpan wait, TimeProvider time)
    {
        await using var timer = time.CreateTimer(static ended => ((TaskCompletionSource)ended!).TrySetResult(), _ended, wait, Timeout.InfiniteTimeSpan);
        await _ended.Task;
    }

    public void End() => _ended.TrySetResult();
}
