namespace FunctionsConnector.Core.Tests.Resilience;

public class PrioritySemaphoreTests
{
    private readonly PrioritySemaphore _slots = new(1);
    private readonly List<string> _order = [];

    [Fact]
    public async Task Read_backs_go_first_then_callers_then_the_queue()
    {
        await Acquire();
        Task[] waiting = [Wait(CallPriority.Queue, "queue"), Wait(CallPriority.Caller, "caller"), Wait(CallPriority.ReadBack, "read-back")];

        _slots.Release();
        await Task.WhenAll(waiting);

        _order.ShouldBe(["read-back", "caller", "queue"]);
    }

    [Fact]
    public async Task The_queue_gets_every_fourth_slot_while_callers_wait()
    {
        await Acquire();
        var waiting = Enumerable.Range(0, 9).Select(_ => Wait(CallPriority.Caller, "caller")).Concat([Wait(CallPriority.Queue, "queue"), Wait(CallPriority.Queue, "queue")]).ToList();

        _slots.Release();
        await Task.WhenAll(waiting);

        _order.ShouldBe(["caller", "caller", "caller", "queue", "caller", "caller", "caller", "queue", "caller", "caller", "caller"]);
    }

    [Fact]
    public async Task A_cancelled_wait_does_not_block_the_next()
    {
        await Acquire();
        using var cancelling = new CancellationTokenSource();
        var cancelled = _slots.AcquireAsync(CallPriority.Caller, cancelling.Token);
        var next = Wait(CallPriority.Caller, "next");
        await cancelling.CancelAsync();

        (await cancelled).ShouldBeFalse();
        _slots.Release();
        await next;
        _order.ShouldBe(["next"]);
    }

    [Fact]
    public async Task Ahead_counts_the_slots_that_must_be_released_first()
    {
        _slots.Ahead(CallPriority.Queue).ShouldBe(0);
        await Acquire();
        var caller = _slots.AcquireAsync(CallPriority.Caller, TestContext.Current.CancellationToken);

        (_slots.Ahead(CallPriority.ReadBack), _slots.Ahead(CallPriority.Caller), _slots.Ahead(CallPriority.Queue)).ShouldBe((1, 2, 2));
        _slots.Release();
        (await caller).ShouldBeTrue();
    }

    private async Task Acquire() => (await _slots.AcquireAsync(CallPriority.Caller, TestContext.Current.CancellationToken)).ShouldBeTrue("a slot is free");

    private async Task Wait(CallPriority priority, string name)
    {
        (await _slots.AcquireAsync(priority, TestContext.Current.CancellationToken)).ShouldBeTrue($"{name} waits as long as it takes");
        _order.Add(name);
        _slots.Release();
    }
}
