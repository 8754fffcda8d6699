using System.Net.Http.Headers;

namespace FunctionsConnector.Core.Tests.Resilience;

public class RetryPolicyTests
{
    private readonly FakeClock _clock = new();
    private readonly List<DateTimeOffset> _sent = [];

    [Fact]
    public async Task A_call_is_retried_until_its_response_is_final()
    {
        var reply = await SendAsync(Answer(503), Answer(503), Answer(200));

        reply.ShouldBe(200);
        _sent.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_final_response_is_not_retried()
    {
        (await SendAsync(Answer(500), Answer(200))).ShouldBe(500);
        _sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task After_four_attempts_the_last_response_is_returned()
    {
        (await SendAsync(Answer(503), Answer(503), Answer(503), Answer(503), Answer(200))).ShouldBe(503);
        _sent.Count.ShouldBe(4);
    }

    [Fact]
    public async Task The_vendors_Retry_After_is_respected()
    {
        await SendAsync(Answer(503, "7"), Answer(200));

        (_sent[1] - _sent[0]).ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task A_call_with_a_too_long_wait_is_not_retried()
    {
        (await SendAsync(Answer(503, "11"), Answer(200))).ShouldBe(503);
        _sent.Count.ShouldBe(1);
    }

    [Fact]
    public void A_call_without_a_slot_is_not_retried()
    {
        var retry = new RetryPolicy(_ => true, new Timing(), _clock, () => 0.5);
        var noSlot = new Failure(FailureCode.RateLimited, "Too many calls are waiting.");

        retry.ShouldRetry(new VendorReply.NoResponse(false, "no connection could be made")).ShouldBeTrue();
        retry.ShouldRetry(new VendorReply.NoResponse(false, "no call could be made in time") { Limited = noSlot }).ShouldBeFalse();
    }

    private static VendorReply.Response Answer(int status, string? retryAfter = null)
    {
        using var message = new HttpResponseMessage();
        if (retryAfter is not null)
        {
            message.Headers.RetryAfter = RetryConditionHeaderValue.Parse(retryAfter);
        }

        return new VendorReply.Response(status, message.Headers, ReadOnlyMemory<byte>.Empty);
    }

    private async Task<int> SendAsync(params VendorReply.Response[] answers)
    {
        var retry = new RetryPolicy(reply => reply is VendorReply.Response { Status: 503 }, new Timing(), _clock, () => 0.5);
        var reply = await _clock.RunAsync(retry.SendAsync(
            _ =>
            {
                _sent.Add(_clock.GetUtcNow());
                return Task.FromResult<VendorReply>(answers[_sent.Count - 1]);
            },
            TestContext.Current.CancellationToken));
        return ((VendorReply.Response)reply).Status;
    }
}
