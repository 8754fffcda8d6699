using FunctionsConnector.Core.Coordination;

namespace FunctionsConnector.Core.Tests.Coordination;

public sealed class SharedClockTests
{
    private static readonly RowKey Key = new("record", "autotask Tickets 1");

    private readonly FakeClock _clock = new();

    [Fact]
    public void Before_the_first_response_the_time_is_not_known()
    {
        var clock = new SharedClock(_clock);

        clock.IsKnown.ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => clock.Earliest);
        Should.Throw<InvalidOperationException>(() => clock.Latest);
    }

    [Theory]
    [InlineData(0, 0, 0, "14:29:59.9", "14:30:01.1")]
    [InlineData(0.7, 0, 0, "14:29:59.9", "14:30:01.1", "the service says whole seconds")]
    [InlineData(0.7, 0.2, 0.2, "14:29:59.9", "14:30:01.5", "the service read its clock some time between request and response")]
    [InlineData(0.9, 0, 0.5, "14:29:59.9", "14:30:01.6", "the response says the second before it")]
    [InlineData(0.9, 0.5, 0, "14:30:00.9", "14:30:02.6")]
    public void A_response_sets_two_bounds(double after, double request, double response, string earliest, string latest, string? because = null)
    {
        _clock.Advance(TimeSpan.FromSeconds(after));
        var clock = new SharedClock(_clock);

        Respond(clock, TimeSpan.FromSeconds(request), TimeSpan.FromSeconds(response));

        // The whole second said, less the servers' skew; and a second and the skew later, by the time since the request.
        ($"{clock.Earliest:HH:mm:ss.f}", $"{clock.Latest:HH:mm:ss.f}").ShouldBe((earliest, latest), because);
        Contains(clock, _clock);
    }

    [Fact]
    public void Each_response_makes_the_bounds_narrower_or_leaves_them()
    {
        var clock = new SharedClock(_clock);
        Respond(clock, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));
        var width = clock.Latest - clock.Earliest;
        for (var response = 0; response < 20; response++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(130));
            Respond(clock, TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(response * 40));

            // Two clocks drift apart a little while time passes.
            (clock.Latest - clock.Earliest).ShouldBeLessThan(width + TimeSpan.FromMilliseconds(3));
            width = clock.Latest - clock.Earliest;
            Contains(clock, _clock);
        }

        width.ShouldBeLessThan(TimeSpan.FromSeconds(0.5));
    }

    [Fact]
    public void Without_responses_the_bounds_grow_by_the_drift_of_two_clocks()
    {
        var clock = new SharedClock(_clock);
        Respond(clock, TimeSpan.Zero, TimeSpan.Zero);
        var width = clock.Latest - clock.Earliest;

        _clock.Advance(TimeSpan.FromHours(1));

        (clock.Latest - clock.Earliest).ShouldBe(width + TimeSpan.FromSeconds(7.2), TimeSpan.FromMilliseconds(1));
        Contains(clock, _clock);
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    public void The_instances_wall_clock_may_be_set(double seconds)
    {
        var clock = new SharedClock(_clock);
        Respond(clock, TimeSpan.Zero, TimeSpan.Zero);
        var (earliest, latest) = (clock.Earliest, clock.Latest);

        _clock.SetWallClock(TimeSpan.FromSeconds(seconds));

        (clock.Earliest, clock.Latest).ShouldBe((earliest, latest));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(-20)]
    public void Where_the_services_clock_was_set_the_new_time_counts(double seconds)
    {
        var clock = new SharedClock(_clock);
        Respond(clock, TimeSpan.Zero, TimeSpan.Zero);

        clock.Observe(_clock.Monotonic(), DateTimeOffset.UnixEpoch.AddTicks(_clock.GetTimestamp() - DateTimeOffset.UnixEpoch.Ticks).AddSeconds(seconds));

        (clock.Earliest - new DateTimeOffset(_clock.GetTimestamp(), TimeSpan.Zero)).TotalSeconds.ShouldBe(seconds - 0.1, 0.01);
    }

    [Fact]
    public async Task The_true_time_is_between_the_bounds_whatever_the_instances_clock_and_the_network_do()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var instance = 0; instance < 50; instance++)
        {
            var table = new FakeTable(_clock) { ServerSkew = () => TimeSpan.FromMilliseconds((random.NextDouble() * 198) - 99) };
            var view = table.View(TimeSpan.FromHours(random.Next(-9, 9)), 1 + ((random.NextDouble() - 0.5) / 600));
            view.Request = view.Response = _ =>
            {
                _clock.Advance(TimeSpan.FromMilliseconds(random.Next(900)));
                return Task.FromResult(true);
            };
            for (var call = 0; call < 30; call++)
            {
                _clock.Advance(TimeSpan.FromSeconds(random.Next(20)) + TimeSpan.FromMilliseconds(random.Next(1000)));
                await view.ReadAsync(Key, TestContext.Current.CancellationToken);
                Contains(view.Clock, _clock, $"seed {seed}");
            }
        }
    }

    private static void Contains(SharedClock clock, FakeClock truth, string? because = null)
    {
        var now = new DateTimeOffset(truth.GetTimestamp(), TimeSpan.Zero);
        clock.Earliest.ShouldBeLessThanOrEqualTo(now, because);
        clock.Latest.ShouldBeGreaterThan(now, because);
    }

    private void Respond(SharedClock clock, TimeSpan request, TimeSpan response)
    {
        var sentAt = _clock.Monotonic();
        _clock.Advance(request);
        var said = new FakeTable(_clock).Date();
        _clock.Advance(response);
        clock.Observe(sentAt, said);
    }
}
