namespace FunctionsConnector.Core.Tests.Coordination;

/// <summary>Runs all continuations on the thread of the test, one after the other, so that the same seed gives the same run.</summary>
internal sealed class OneThread : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _callbacks = [];
    private readonly int _thread = Environment.CurrentManagedThreadId;

    public override void Post(SendOrPostCallback d, object? state)
    {
        Environment.CurrentManagedThreadId.ShouldBe(_thread, "nothing leaves the thread of the test");
        _callbacks.Enqueue((d, state));
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException();

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs what there is to run, and what comes of it.</summary>
    public void RunAll()
    {
        while (_callbacks.TryDequeue(out var next))
        {
            next.Callback(next.State);
        }
    }

    /// <summary>Runs something in this context.</summary>
    public void Run(Action action)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            action();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }
}
