using FsCheck;
using FsCheck.Fluent;
using FunctionsConnector.Core.Coordination;

namespace FunctionsConnector.Core.Tests.Coordination;

/// <summary>The limits hold for all instances together, whatever the order of their calls to the table, and nobody starves.</summary>
public class SharedLimitProperties(ITestOutputHelper output)
{
    private const int Runs = 20;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly Timing Timing = new() { Request = TimeSpan.FromSeconds(6) };

    [Theory]
    [InlineData(0)]
    [InlineData(0.05)]
    public void No_more_calls_start_in_any_minute_than_the_limit(double losses) => Check(losses, simulation =>
    {
        var limit = 20 + (int)(simulation.NextDouble() * 40);
        var starts = new List<(TimeSpan At, int Count)>();
        var byInstance = new List<int[]>();

        // An instance whose call to the table got lost waits for some seconds, in which others may use up a whole window: so there are more windows then.
        var minutes = losses > 0 ? 6 : 4;
        var until = simulation.Now + TimeSpan.FromMinutes(minutes);
        var instances = Enumerable.Range(0, 2 + (int)(simulation.NextDouble() * 3)).Select(_ => Start()).ToList();
        simulation.Run(TimeSpan.FromMinutes(minutes));
        simulation.End();

        foreach (var (at, _) in starts)
        {
            starts.Where(other => other.At >= at && other.At < at + Minute).Sum(other => other.Count)
                .ShouldBeLessThanOrEqualTo(limit, $"calls start in the minute from {at}, limit {limit}");
        }

        // The last window may be cut off, and each window is a little longer than a minute.
        starts.Sum(start => start.Count).ShouldBeGreaterThanOrEqualTo((int)(limit * (losses > 0 ? minutes - 2 : minutes - 1) * 0.9), $"the budget is used, limit {limit}");
        foreach (var count in byInstance)
        {
            count[0].ShouldBeGreaterThan(0, "each instance makes calls");
        }

        SimulatedInstance Start()
        {
            var instance = simulation.Start();
            var budget = SharedLimits.Minute(instance.Services, "system", limit, Timing, instance.Services.Time);
            var count = new int[1];
            byInstance.Add(count);
            for (var worker = 0; worker < 6; worker++)
            {
                // While a response is lost, callers would use the budget of an instance alone, beyond the limit: so all are of the queue then.
                var priority = losses > 0 || worker % 2 == 0 ? CallPriority.Queue : CallPriority.Caller;
                simulation.Add(WorkAsync(budget, priority, count));
            }

            return instance;
        }

        async Task WorkAsync(ICallBudget budget, CallPriority priority, int[] count)
        {
            while (simulation.Now < until)
            {
                var cost = 1 + (int)(simulation.NextDouble() * 3);
                using var limitOfWait = new TimeLimit(Minute / 2, simulation.Clock, CancellationToken.None);
                if ((await budget.SpendAsync(cost, priority, slot: null, limitOfWait.Token)).Wait is { } wait)
                {
                    await Task.Delay(wait < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : wait, simulation.Clock);
                    continue;
                }

                starts.Add((simulation.Now, cost));
                count[0] += cost;
                await simulation.PauseAsync(TimeSpan.FromSeconds(1));
            }
        }
    });

    [Theory]
    [InlineData(0)]
    [InlineData(0.05)]
    public void No_more_calls_are_in_progress_than_the_limit(double losses) => Check(losses, simulation =>
    {
        const int Limit = 3;
        var inProgress = 0;
        var most = 0;
        var calls = new List<int[]>();
        var longestWait = TimeSpan.Zero;
        var until = simulation.Now + TimeSpan.FromMinutes(2);
        var instances = Enumerable.Range(0, 2 + (int)(simulation.NextDouble() * 4)).Select(_ => Start()).ToList();
        while (simulation.Now < until)
        {
            simulation.Run(TimeSpan.FromSeconds(20));
            instances[0].Crash();
            instances.RemoveAt(0);
            instances.Add(Start());
        }

        simulation.End();
        most.ShouldBeLessThanOrEqualTo(Limit);
        output.WriteLine($"{calls.Sum(count => count[0])} calls, {instances.Count} instances at a time, longest wait {longestWait}");
        calls.Sum(count => count[0]).ShouldBeGreaterThan(100, "the limit is used");

        // The last instance started at the end.
        calls.SkipLast(1).Min(count => count[0]).ShouldBeGreaterThan(0, "nobody starves");
        if (losses == 0)
        {
            // A queued update gets every fourth slot of its instance: of 2,500 runs the longest wait was 42 s.
            longestWait.ShouldBeLessThan(TimeSpan.FromSeconds(60), "each has its turn");
        }

        SimulatedInstance Start()
        {
            var instance = simulation.Start();
            var slots = SharedLimits.Threads(instance.Services, "system endpoint", Limit, Timing);
            var count = new int[1];
            calls.Add(count);
            for (var worker = 0; worker < 3; worker++)
            {
                simulation.Add(WorkAsync(instance, slots, losses > 0 || worker == 0 ? CallPriority.Queue : CallPriority.Caller, count));
            }

            return instance;
        }

        async Task WorkAsync(SimulatedInstance instance, ICallSlots slots, CallPriority priority, int[] count)
        {
            var since = simulation.Now;
            while (simulation.Now < until && !instance.HasCrashed)
            {
                using var limitOfWait = new TimeLimit(TimeSpan.FromSeconds(5), simulation.Clock, CancellationToken.None);
                if (!await slots.AcquireAsync(priority, limitOfWait.Token))
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(200), simulation.Clock);
                    continue;
                }

                if (instance.HasCrashed)
                {
                    return;
                }

                longestWait = simulation.Now - since > longestWait ? simulation.Now - since : longestWait;
                most = Math.Max(most, ++inProgress);
                count[0]++;

                // The vendor works on a call to its end, also where the instance crashes.
                await simulation.PauseAsync(Timing.Call * 0.9);
                inProgress--;
                slots.Release();
                since = simulation.Now;
                await simulation.PauseAsync(TimeSpan.FromMilliseconds(300));
            }
        }
    });

    private void Check(double losses, Action<Simulation> play)
    {
        var seed = (ulong)Random.Shared.NextInt64();
        output.WriteLine($"FsCheck seed {seed}");

        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), choice => new Simulation(choice) { Losses = losses }.Play(play))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Runs).WithReplay(seed, 1));
    }
}
