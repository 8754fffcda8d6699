using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Tests.Resilience;

public class PriorityPlacesTests
{
    private readonly PriorityPlaces _places = new(1);
    private readonly List<string> _order = [];

    [Fact]
    public async Task What_confirms_a_patch_goes_first_then_callers_then_the_queue()
    {
        await Enter();
        Task[] waiting = [Wait(CallUrgency.Queue, "queue"), Wait(CallUrgency.Caller, "caller"), Wait(CallUrgency.Confirmation, "confirmation")];

        _places.Leave();
        await Task.WhenAll(waiting);

        _order.ShouldBe(["confirmation", "caller", "queue"]);
    }

    [Fact]
    public async Task The_queue_gets_every_fourth_place_however_many_call()
    {
        await Enter();
        var waiting = Enumerable.Range(0, 9).Select(_ => Wait(CallUrgency.Caller, "caller")).Concat([Wait(CallUrgency.Queue, "queue"), Wait(CallUrgency.Queue, "queue")]).ToList();

        _places.Leave();
        await Task.WhenAll(waiting);

        _order.ShouldBe(["caller", "caller", "caller", "queue", "caller", "caller", "caller", "queue", "caller", "caller", "caller"]);
    }

    [Fact]
    public async Task Who_gives_up_takes_no_place_from_those_behind()
    {
        await Enter();
        using var leaving = new CancellationTokenSource();
        var impatient = _places.EnterAsync(CallUrgency.Caller, leaving.Token);
        var patient = Wait(CallUrgency.Caller, "patient");
        await leaving.CancelAsync();

        (await impatient).ShouldBeFalse();
        _places.Leave();
        await patient;
        _order.ShouldBe(["patient"]);
    }

    [Fact]
    public async Task It_tells_how_many_would_go_before()
    {
        _places.Ahead(CallUrgency.Queue).ShouldBe(0);
        await Enter();
        var caller = _places.EnterAsync(CallUrgency.Caller, TestContext.Current.CancellationToken);

        (_places.Ahead(CallUrgency.Confirmation), _places.Ahead(CallUrgency.Caller), _places.Ahead(CallUrgency.Queue)).ShouldBe((1, 2, 2));
        _places.Leave();
        (await caller).ShouldBeTrue();
    }

    private async Task Enter() => (await _places.EnterAsync(CallUrgency.Caller, TestContext.Current.CancellationToken)).ShouldBeTrue("a place is free");

    private async Task Wait(CallUrgency urgency, string name)
    {
        (await _places.EnterAsync(urgency, TestContext.Current.CancellationToken)).ShouldBeTrue($"{name} waits as long as it takes");
        _order.Add(name);
        _places.Leave();
    }
}
