using FunctionsConnector.Core.Coordination;
using FunctionsConnector.Core.Coordination.Records;

namespace FunctionsConnector.Core.Tests.Coordination.Records;

/// <summary>
/// Instances that share one record, step by step: each step lets time pass, lets a call arrive, lets a response arrive or get lost, lets an
/// instance decide, or ends an instance. After each step it checks that one instance at most believes to hold the record, that no two
/// PATCH calls overlap, that those who wait get the record in their order, and that the fence grows.
/// </summary>
internal sealed class RecordModel
{
    private static readonly RowKey Key = new("record", "autotask Tickets 1");

    private readonly FakeClock _clock = new();
    private readonly FakeTable _table;
    private readonly Random _random;
    private readonly List<ModelledInstance> _instances = [];
    private readonly List<ModelledCall> _calls = [];
    private readonly List<(ModelledInstance By, DateTimeOffset Until)> _patches = [];
    private int _started;

    public RecordModel(int instances, int seed)
    {
        (_table, _random) = (new FakeTable(_clock), new Random(seed));
        _table.ServerSkew = () => TimeSpan.FromMilliseconds(_random.Next(-50, 50));
        for (var number = 0; number < instances; number++)
        {
            _instances.Add(Start());
        }
    }

    /// <summary>How many PATCH calls were started.</summary>
    public int Patches { get; private set; }

    /// <summary>How often the record got another owner.</summary>
    public int Owners { get; private set; }

    private RecordRow Content => RecordRows.Read(_table.Rows.GetValueOrDefault(Key));

    public void Step()
    {
        switch (_random.Next(20))
        {
            case < 4:
                _clock.Advance(TimeSpan.FromMilliseconds(_random.Next(3) == 0 ? _random.Next(8000) : _random.Next(300)));
                break;
            case < 9 when _calls.Count > 0:
                Arrive(_calls[_random.Next(_calls.Count)]);
                break;
            case < 10 when _calls.Count > 0 && _random.Next(3) == 0:
                _calls[_random.Next(_calls.Count)].By.GiveUpCall();
                break;
            case 10 when _random.Next(25) == 0:
                // It ends without a word, and starts again. Its calls and its PATCH are still on their way.
                _instances[_random.Next(_instances.Count)] = Start();
                break;
            case 11 when _random.Next(5) == 0:
                _table.Sweep();
                break;
            default:
                Act(_instances[_random.Next(_instances.Count)], _random.Next(10));
                break;
        }

        _instances.Count(instance => instance.Clock.IsKnown && instance.Holds).ShouldBeLessThanOrEqualTo(1, "two instances believe to hold the record");
    }

    /// <summary>
    /// From now on nothing gets lost, no instance ends, calls take less than a second, and an owner yields after two seconds. Then each instance that
    /// waits gets the record.
    /// </summary>
    public void NobodyStarves()
    {
        _calls.Clear();
        foreach (var instance in _instances)
        {
            instance.GiveUpCall();
            (instance.Wants, instance.WantsSince) = (true, _clock.GetUtcNow());
        }

        var waiting = _instances.ToHashSet();
        var limit = _clock.GetUtcNow() + ModelledInstance.Duration + (TimeSpan.FromSeconds(12) * _instances.Count);
        var since = _clock.GetUtcNow();
        while (waiting.Count > 0)
        {
            _clock.GetUtcNow().ShouldBeLessThan(limit, $"{waiting.Count} instances wait for {_clock.GetUtcNow() - since}");
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            foreach (var instance in _instances)
            {
                if (instance.Call is { } call && _random.Next(3) > 0)
                {
                    Arrive(call);
                }

                if (instance.Call is null && instance.Clock.IsKnown && instance.Holds)
                {
                    since = waiting.Remove(instance) ? _clock.GetUtcNow() : since;
                    Act(instance, _clock.GetUtcNow() - since > TimeSpan.FromSeconds(2) ? 8 : 5);
                }
                else if (instance.Call is null)
                {
                    Act(instance, 0);
                }
            }

            _instances.Count(instance => instance.Clock.IsKnown && instance.Holds).ShouldBeLessThanOrEqualTo(1);
        }
    }

    private ModelledInstance Start() => new(
        $"i{++_started}", new SkewedClock(_clock, TimeSpan.FromSeconds(_random.Next(-100_000, 100_000)), 1 + ((_random.NextDouble() - 0.5) / 1000)));

    private void Arrive(ModelledCall call)
    {
        if (!call.HasArrived)
        {
            Do(call);
            call.HasArrived = true;
            return;
        }

        _calls.Remove(call);
        if (call.By.Call == call)
        {
            call.By.Receive(call, call.Date);
        }
    }

    private void Do(ModelledCall call)
    {
        call.Date = _table.Date();
        if (call.IsRead)
        {
            call.Result = _table.Read(Key);
            return;
        }

        var before = Content;
        if (call.Next!.IsIdle)
        {
            call.IsWritten = call.Version is null || _table.Delete(Key, call.Version);
        }
        else
        {
            call.Result = _table.Write(Key, new SharedRow(RecordRows.Write(call.Next), call.Next.Expires) { Version = call.Version });
            call.IsWritten = call.Result is not null;
        }

        if (call.IsWritten && call.Next.Owner is { } owner && owner != before.Owner)
        {
            Owners++;
            call.Next.Fence.ShouldBeGreaterThan(before.Fence);
            before.Waiters.TakeWhile(waiter => waiter.Instance != owner).Where(waiter => _clock.GetUtcNow() < waiter.Until)
                .ShouldBeEmpty($"{owner} got the record, and others had waited for longer");
        }
    }

    private void Act(ModelledInstance instance, int choice)
    {
        if (instance.Call is not null)
        {
            return;
        }

        if (!instance.Wants && choice < 3)
        {
            (instance.Wants, instance.WantsSince) = (true, _clock.GetUtcNow());
        }

        if (instance.Clock.IsKnown && instance.MayWrite && choice < 5)
        {
            Patch(instance);
        }
        else if (instance.Wants || instance.Until is not null)
        {
            Send(!instance.IsKnown ? instance.Read() : instance.Until is null ? instance.AcquireOrWait() : choice switch
            {
                < 6 => instance.Renew(),
                6 => instance.Remember(_clock.GetUtcNow()),
                7 when !IsWriting(instance) => instance.Release(),
                8 when !IsWriting(instance) => instance.Yield(),
                _ => null,
            });
        }
    }

    private void Patch(ModelledInstance instance)
    {
        var now = _clock.GetUtcNow();
        _patches.RemoveAll(patch => patch.Until <= now);
        if (!IsWriting(instance))
        {
            _patches.ShouldBeEmpty("two PATCH calls overlap");

            // Its time limit is by its own clock, which may be slow.
            _patches.Add((instance, now + (ModelledInstance.LongestCall * _random.NextDouble() * 1.0005)));
            Patches++;
        }
    }

    private bool IsWriting(ModelledInstance instance) => _patches.Exists(patch => patch.By == instance && patch.Until > _clock.GetUtcNow());

    private void Send(ModelledCall? call)
    {
        if (call is not null)
        {
            _calls.Add(call);
        }
    }
}
