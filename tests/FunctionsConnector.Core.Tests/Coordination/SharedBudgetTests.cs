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
        var (first, second) = (new Heard(simulation.Start()), new Heard(simulation.Start()));
        first.Hear(100);
        Wait(SpendAsync(Budget(first), 50));

        Wait(SpendAsync(Budget(second), 10)).ShouldBe(10, "50 of 100 calls are left, and the instance has not heard that there are more than 10");
    });

    [Fact]
    public void The_limit_of_the_latest_response_counts_for_all() => _simulation.Play(simulation =>
    {
        var (first, second) = (new Heard(simulation.Start()), new Heard(simulation.Start()));
        var (one, other) = (Budget(first), Budget(second));
        first.Hear(100);
        second.Hear(100);
        Wait(SpendAsync(one, 1));
        Wait(SpendAsync(other, 1));
        simulation.Run(TimeSpan.FromSeconds(5));
        second.Hear(20);
        Wait(SpendAsync(other, 1));

        Wait(SpendAsync(one, 40)).ShouldBe(17, "three of 20 calls were made");
    });

    [Fact]
    public void A_limit_that_an_instance_heard_long_ago_does_not_replace_a_later_one() => _simulation.Play(simulation =>
    {
        var (first, second) = (new Heard(simulation.Start()), new Heard(simulation.Start()));
        var (one, other) = (Budget(first), Budget(second));

        // The response comes when the instance takes no more calls.
        Wait(SpendAsync(one, 1));
        first.Hear(10);
        simulation.Run(TimeSpan.FromSeconds(5));
        second.Hear(100);
        Wait(SpendAsync(other, 1));
        simulation.Run(TimeSpan.FromSeconds(5));

        Wait(SpendAsync(one, 5)).ShouldBe(5);
        Wait(SpendAsync(one, 30)).ShouldBe(30, "the vendor has allowed 100 since");
    });

    [Fact]
    public void No_limit_that_a_vendor_says_exceeds_the_one_of_the_settings() => _simulation.Play(simulation =>
    {
        var heard = new Heard(simulation.Start());
        heard.Hear(100);
        Wait(SpendAsync(Budget(heard, own: 5), 20)).ShouldBe(5);
    });

    [Fact]
    public void No_more_calls_are_refunded_than_were_charged() => _simulation.Play(simulation =>
    {
        var budget = Budget(simulation.Start(), limit: 2);
        Wait(budget.SpendAsync(3, CallPriority.Caller, slot: null, CancellationToken.None)).Refund(3);

        Wait(SpendAsync(budget, 4)).ShouldBe(2);
    });

    [Fact]
    public void A_refund_of_a_settled_grant_is_given_back_at_once() => _simulation.Play(simulation =>
    {
        var (one, other) = (Budget(simulation.Start(), limit: 4), Budget(simulation.Start(), limit: 4));
        var charge = Wait(one.SpendAsync(3, CallPriority.Caller, slot: null, CancellationToken.None));
        simulation.Run(TimeSpan.FromSeconds(10));
        Wait(SpendAsync(one, 1)).ShouldBe(1, "the next grant settles the first one");
        charge.Refund(3);
        simulation.Run(TimeSpan.FromSeconds(1));

        Wait(SpendAsync(other, 4)).ShouldBe(3);
    });

    [Fact]
    public void A_call_that_comes_while_the_tables_are_probed_does_not_wait_for_another_one() => _simulation.Play(simulation =>
    {
        var instance = simulation.Start();
        var budget = Budget(instance, limit: 100);
        var (slow, probe) = (new TaskCompletionSource<bool>(), new TaskCompletionSource<bool>());
        instance.View.Request = key => key.Partition == "minute" ? Task.FromResult(false) : slow.Task;
        _ = instance.Services.Table.ReadAsync(new RowKey("other", "row"), CancellationToken.None);
        Wait(budget.SpendAsync(1, CallPriority.Caller, slot: null, CancellationToken.None));
        simulation.Run(TimeSpan.FromSeconds(1.2));

        // The probe is on its way when an older call finds that the table answers again.
        instance.View.Request = _ => probe.Task;
        Wait(budget.SpendAsync(1, CallPriority.Caller, slot: null, CancellationToken.None));
        simulation.Run(TimeSpan.FromSeconds(0.1));
        slow.SetResult(true);
        simulation.Run(TimeSpan.FromSeconds(0.2));
        instance.Services.Table.IsDown.ShouldBeFalse();
        var call = budget.SpendAsync(1, CallPriority.Caller, slot: null, CancellationToken.None);
        simulation.Run(TimeSpan.FromSeconds(0.1));
        instance.View.Request = _ => Task.FromResult(true);
        probe.SetResult(true);
        simulation.Run(TimeSpan.FromSeconds(1));

        call.IsCompletedSuccessfully.ShouldBeTrue();
    });

    /// <returns>How many calls started within two seconds.</returns>
    private async Task<int> SpendAsync(ICallBudget budget, int calls)
    {
        using var limit = new TimeLimit(TimeSpan.FromSeconds(2), _simulation.Clock, CancellationToken.None);
        var charges = await Task.WhenAll(Enumerable.Range(0, calls).Select(_ => budget.SpendAsync(1, CallPriority.Queue, slot: null, limit.Token)));
        return charges.Count(charge => charge.Wait is null);
    }

    /// <summary>A budget of 10 calls a minute by the documents.</summary>
    private static ICallBudget Budget(Heard heard, int? own = null) =>
        SharedLimits.Minute(heard.Instance.Services, "system", new CallLimit(10, own, () => heard.Last), Timing);

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

    /// <summary>What responses to an instance have said.</summary>
    private sealed class Heard(SimulatedInstance instance)
    {
        public SimulatedInstance Instance => instance;

        public SaidLimit? Last { get; private set; }

        public void Hear(int calls) => Last = new SaidLimit(calls, instance.Services.Time.Monotonic());
    }
}
