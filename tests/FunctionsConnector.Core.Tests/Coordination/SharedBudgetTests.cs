using FunctionsConnector.Core.Coordination;

namespace FunctionsConnector.Core.Tests.Coordination;

public class SharedBudgetTests
{
    private static readonly Timing Timing = new() { Request = TimeSpan.FromSeconds(60) };

    private readonly Simulation _simulation = new(seed: 1);

    [Fact]
    public void A_refunded_call_of_a_queued_update_does_not_count() => _simulation.Play(simulation =>
    {
        var budget = Budget(simulation.Start(), limit: 4);
        for (var update = 0; update < 10; update++)
        {
            var charge = Wait(budget.SpendAsync(3, CallPriority.Queue, slot: null, CancellationToken.None));
            charge.Wait.ShouldBeNull($"update {update} makes no call, so that the next one may");

            // The grant is settled meanwhile.
            simulation.Run(TimeSpan.FromSeconds(4));
            charge.Refund(3);
        }
    });

    [Fact]
    public void A_call_that_waits_long_for_its_slot_is_charged_again_without_holding_it() => _simulation.Play(simulation =>
    {
        var budget = Budget(simulation.Start(), limit: 2);
        var slots = new PrioritySemaphore(0);
        var call = budget.SpendAsync(2, CallPriority.Caller, slots, CancellationToken.None);
        simulation.Run(TimeSpan.FromSeconds(5));

        slots.Release();
        simulation.Run(TimeSpan.FromSeconds(3));
        slots.TryAcquire().ShouldBeFalse("the call has it");
        Wait(call).Wait.ShouldBeNull();
    });

    [Fact]
    public void A_caller_does_not_wait_for_a_table_that_is_known_to_be_down() => _simulation.Play(simulation =>
    {
        var instance = simulation.Start();
        var budget = Budget(instance, limit: 100);
        instance.View.Request = _ => new TaskCompletionSource<bool>().Task;
        var first = budget.SpendAsync(1, CallPriority.Caller, slot: null, CancellationToken.None);
        simulation.Run(TimeSpan.FromSeconds(3));
        first.IsCompletedSuccessfully.ShouldBeTrue();

        for (var call = 0; call < 5; call++)
        {
            budget.SpendAsync(1, CallPriority.Caller, slot: null, CancellationToken.None).IsCompletedSuccessfully.ShouldBeTrue("it is answered at once");
            budget.SpendAsync(1, CallPriority.Queue, slot: null, CancellationToken.None).GetAwaiter().GetResult().Wait.ShouldNotBeNull();
            simulation.Run(TimeSpan.FromSeconds(0.7));
        }
    });

    [Fact]
    public void A_caller_that_leaves_says_nothing_of_the_table() => _simulation.Play(simulation =>
    {
        var instance = simulation.Start();
        using var leaving = new CancellationTokenSource();
        instance.View.Request = _ =>
        {
            leaving.Cancel();
            return Task.FromResult(false);
        };

        Wait(instance.Services.Table.ReadAsync(new RowKey("a", "b"), leaving.Token)).Failure.ShouldNotBeNull();
        instance.Services.Table.IsDown.ShouldBeFalse();
    });

    private static ICallBudget Budget(SimulatedInstance instance, int limit) =>
        SharedLimits.Minute(instance.Services, "system", limit, Timing, instance.Services.Time);

    private T Wait<T>(Task<T> task)
    {
        for (var end = _simulation.Now + TimeSpan.FromMinutes(2); !task.IsCompleted;)
        {
            _simulation.Now.ShouldBeLessThan(end, "the call waits for too long");
            _simulation.Run(TimeSpan.FromMilliseconds(100));
        }

        return task.GetAwaiter().GetResult();
    }
}
