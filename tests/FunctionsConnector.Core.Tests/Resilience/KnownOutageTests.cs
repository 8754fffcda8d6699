using System.Net.Http.Headers;

namespace FunctionsConnector.Core.Tests.Resilience;

public class KnownOutageTests
{
    private readonly FakeClock _clock = new();
    private readonly KnownOutage _outage;

    public KnownOutageTests() => _outage = new KnownOutage("Desk", _clock);

    [Theory]
    [InlineData(503, null)]
    [InlineData(503, "10")]
    [InlineData(429, "600")]
    [InlineData(500, "600")]
    public void Without_an_announced_outage_every_call_is_sent(int status, string? retryAfter)
    {
        _outage.Observe(Answer(status, retryAfter), CallPriority.Queue);

        _outage.Refusal(CallPriority.Queue, isStarting: true).ShouldBeNull();
    }

    [Fact]
    public void Until_the_announced_end_only_read_backs_are_sent()
    {
        _outage.Observe(Answer(503, "600"), CallPriority.Queue);
        _clock.Advance(TimeSpan.FromSeconds(100));

        var refusal = _outage.Refusal(CallPriority.Caller, isStarting: true)!;

        (refusal.Code, refusal.RetryAfter, refusal.Wait).ShouldBe((FailureCode.SystemUnavailable, TimeSpan.FromSeconds(500), WaitReason.Outage));
        _outage.Refusal(CallPriority.ReadBack, isStarting: true).ShouldBeNull();
    }

    [Fact]
    public void A_response_to_another_call_before_the_announced_end_does_not_end_it()
    {
        _outage.Observe(Answer(503, "600"), CallPriority.Queue);

        _outage.Observe(Answer(200, null), CallPriority.ReadBack);
        _outage.Observe(Answer(200, null), CallPriority.Caller);

        _outage.Refusal(CallPriority.Queue, isStarting: true).ShouldNotBeNull();
    }

    [Fact]
    public void After_the_announced_end_one_call_finds_out()
    {
        _outage.Observe(Answer(503, "600"), CallPriority.Queue);
        _clock.Advance(TimeSpan.FromSeconds(600));

        _outage.Refusal(CallPriority.Queue, isStarting: false).ShouldBeNull();
        _outage.Refusal(CallPriority.Queue, isStarting: true).ShouldBeNull();
        _outage.Refusal(CallPriority.Queue, isStarting: true)!.RetryAfter.ShouldBe(TimeSpan.FromSeconds(5));

        _outage.Observe(Answer(200, null), CallPriority.Queue);
        _outage.Refusal(CallPriority.Queue, isStarting: true).ShouldBeNull();
        _outage.Refusal(CallPriority.Queue, isStarting: true).ShouldBeNull();
    }

    private static VendorReply.Response Answer(int status, string? retryAfter)
    {
        using var message = new HttpResponseMessage();
        message.Headers.RetryAfter = retryAfter is null ? null : RetryConditionHeaderValue.Parse(retryAfter);
        return new VendorReply.Response(status, message.Headers, ReadOnlyMemory<byte>.Empty);
    }
}
