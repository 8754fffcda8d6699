namespace FunctionsConnector.EndToEnd.Tests.Hostile.Fuzz;

/// <summary>Adds random faults to vendors until its disposal.</summary>
internal sealed class RandomFaults : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _adding;

    public RandomFaults(int seed, params FaultPlan[] plans) => _adding = Task.Run(() => AddAsync(new Random(seed), plans));

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _adding;
        _stopping.Dispose();
    }

    private async Task AddAsync(Random random, FaultPlan[] plans)
    {
        using var every = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!_stopping.IsCancellationRequested)
        {
            await every.WaitForNextTickAsync(CancellationToken.None);
            foreach (var plan in plans.Where(plan => plan.Pending.Count < 20))
            {
                plan.Add(One(random).For(random.Next(3) switch { 0 => "GET", 1 => "PATCH", _ => null }));
            }
        }

        foreach (var plan in plans)
        {
            plan.Clear();
        }
    }

    private static Fault One(Random random) => random.Next(16) switch
    {
        0 => Fault.DropBeforeWrite(),
        1 => Fault.DropAfterWrite(),
        2 => Fault.Garbage(),
        3 => Fault.EmptyBody(),
        4 => Fault.Status(500),
        5 => Fault.Status(500, """{"errors":["An unexpected error has occurred."]}"""),
        6 => Fault.Status(502, "<html><title>Bad Gateway</title>", "text/html"),
        7 => Fault.Status(503, "", headers: new Dictionary<string, string> { ["Retry-After"] = "1" }),
        8 => Fault.Status(429, "Please try again later.[{}]", "text/plain"),
        9 => Fault.StatusAfterWrite(504, """{"message":"Endpoint request timed out"}"""),
        10 => Fault.Status(302, "", headers: new Dictionary<string, string> { ["Location"] = "https://169.254.169.254/" }),
        11 => Fault.Status(200, """{"item":{"id":"\ud800"},"ID":"\ud800"}"""),
        12 => Fault.Status(200, """{"item":{"id":2},"ID":2,"itemId":2}"""),
        13 => Fault.Status(400, """{"ID":0,"Message":"No\u202e.\r\n"}"""),
        14 => Fault.Status(200, new string('[', 10_000)),
        _ => Fault.Delay(TimeSpan.FromMilliseconds(random.Next(200))),
    };
}
