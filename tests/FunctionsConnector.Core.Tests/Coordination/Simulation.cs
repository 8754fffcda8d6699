using FunctionsConnector.Core.Coordination;

namespace FunctionsConnector.Core.Tests.Coordination;

/// <summary>
/// Several instances on one table, in the time of the test: with clocks that are off and drift, calls to the table that take a while or get
/// lost, and instances that crash. The same seed gives the same choices.
/// </summary>
internal sealed class Simulation
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    private readonly List<Task> _work = [];

    private readonly OneThread _thread = new();
    private readonly Random _random;
    private int _instances;

    public Simulation(int seed) => (_random, Table) = (new Random(seed), new FakeTable(Clock));

    public FakeClock Clock { get; } = new();

    public FakeTable Table { get; }

    /// <summary>The part of the calls to the table that get lost, half of them after the table has done what they ask.</summary>
    public double Losses { get; init; }

    public TimeSpan Now => Clock.Monotonic();

    /// <summary>Starts an instance.</summary>
    public SimulatedInstance Start()
    {
        var view = Table.View(TimeSpan.FromHours((NextDouble() * 10) - 5), 1 + ((NextDouble() - 0.5) / 2000));
        view.Request = _ => TravelAsync();
        view.Response = _ => TravelAsync();
        return new SimulatedInstance(view, new SharedServices(view.Guarded, $"instance {++_instances}", 0.1, view.Time, NextDouble));
    }

    /// <summary>Adds work that ends by itself.</summary>
    public void Add(Task work) => _work.Add(work);

    /// <summary>Waits in the time of the test.</summary>
    public Task PauseAsync(TimeSpan longest) => Task.Delay(longest * NextDouble(), Clock);

    /// <summary>Lets time pass, in small steps, and everything happen that can happen in each.</summary>
    public void Run(TimeSpan time)
    {
        for (var end = Now + time; Now < end;)
        {
            Clock.Advance(Step);
            _thread.RunAll();
        }
    }

    /// <summary>Lets time pass until all work has ended.</summary>
    public void End()
    {
        for (var end = Now + TimeSpan.FromMinutes(10); !Task.WhenAll(_work).IsCompleted;)
        {
            Now.ShouldBeLessThan(end, "work did not end");
            Run(Step);
        }

        Task.WhenAll(_work).GetAwaiter().GetResult();
    }

    /// <summary>Runs the test in the simulation's thread.</summary>
    public void Play(Action<Simulation> play) => _thread.Run(() => play(this));

    public double NextDouble() => _random.NextDouble();

    private async Task<bool> TravelAsync()
    {
        await PauseAsync(TimeSpan.FromMilliseconds(60));
        return NextDouble() >= Losses / 2;
    }
}
