using FunctionsConnector.Core.Coordination;
using FunctionsConnector.Core.Coordination.Calls;

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

    [Fact]
    public void An_instance_that_has_just_started_goes_by_the_limit_that_the_vendor_said_to_another() => _simulation.Play(simulation =>
    {
        var first = Budget(simulation.Start(), new CallLimit(Documented: 10, Own: null, () => 100));
        Wait(SpendAsync(first, 50));

        var second = Budget(simulation.Start(), new CallLimit(Documented: 10, Own: null, () => null));
        Wait(SpendAsync(second, 10)).ShouldBe(10, "50 of 100 calls are left, and the instance has not heard that there are more than 10");
    });

    [Fact]
    public void A_limit_that_the_vendor_said_last_counts_for_all() => _simulation.Play(simulation =>
    {
        var (said, first) = (100, simulation.Start());
        var (older, newer) = (Budget(first, new CallLimit(Documented: 10, Own: null, () => 100)), Budget(simulation.Start(), new CallLimit(Documented: 10, Own: null, () => said)));
        Wait(SpendAsync(older, 1));
        Wait(SpendAsync(newer, 1));
        said = 20;
        Wait(SpendAsync(newer, 1));
        Wait(SpendAsync(older, 40)).ShouldBe(17, "three of 20 calls were made");
    });

    [Fact]
    public void No_limit_that_a_vendor_says_exceeds_the_one_of_the_settings() => _simulation.Play(simulation =>
    {
        var budget = Budget(simulation.Start(), new CallLimit(Documented: 10, Own: 5, () => 100));
        Wait(SpendAsync(budget, 20)).ShouldBe(5);
    });

    /// <returns>How many calls started within two seconds.</returns>
    private async Task<int> SpendAsync(ICallBudget budget, int calls)
    {
        using var limit = new TimeLimit(TimeSpan.FromSeconds(2), _simulation.Clock, CancellationToken.None);
        var charges = await Task.WhenAll(Enumerable.Range(0, calls).Select(_ => budget.SpendAsync(1, CallPriority.Queue, slot: null, limit.Token)));
        return charges.Count(charge => charge.Wait is null);
    }

    private static ICallBudget Budget(SimulatedInstance instance, CallLimit limit) => SharedLimits.Minute(instance.Services, "system", limit, Timing);

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
