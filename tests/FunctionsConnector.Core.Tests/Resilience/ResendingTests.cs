using System.Net.Http.Headers;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Tests.Testing;

namespace FunctionsConnector.Core.Tests.Resilience;

public class ResendingTests
{
    private readonly FakeClock _clock = new();
    private readonly List<DateTimeOffset> _sent = [];

    [Fact]
    public async Task A_call_is_sent_again_until_it_has_an_answer_that_settles_it()
    {
        var reply = await SendAsync(Answer(503), Answer(503), Answer(200));

        reply.ShouldBe(200);
        _sent.Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_answer_that_settles_it_is_not_sent_again()
    {
        (await SendAsync(Answer(500), Answer(200))).ShouldBe(500);
        _sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task After_four_tries_the_last_answer_stands()
    {
        (await SendAsync(Answer(503), Answer(503), Answer(503), Answer(503), Answer(200))).ShouldBe(503);
        _sent.Count.ShouldBe(4);
    }

    [Fact]
    public async Task The_wait_the_vendor_asks_for_is_kept()
    {
        await SendAsync(Answer(503, "7"), Answer(200));

        (_sent[1] - _sent[0]).ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task A_wait_that_is_too_long_is_left_to_the_caller()
    {
        (await SendAsync(Answer(503, "11"), Answer(200))).ShouldBe(503);
        _sent.Count.ShouldBe(1);
    }

    [Fact]
    public void A_call_for_which_there_was_no_place_is_not_sent_again()
    {
        var resending = new Resending(_ => true, new Timing(), _clock, () => 0.5);
        var noPlace = new Failure(FailureCode.RateLimited, "Too many calls are waiting.");

        resending.Wants(new VendorReply.Silence(false, "no connection could be made")).ShouldBeTrue();
        resending.Wants(new VendorReply.Silence(false, "no call could be made in time") { Limited = noPlace }).ShouldBeFalse();
    }

    private static VendorReply.Answer Answer(int status, string? retryAfter = null)
    {
        using var message = new HttpResponseMessage();
        if (retryAfter is not null)
        {
            message.Headers.RetryAfter = RetryConditionHeaderValue.Parse(retryAfter);
        }

        return new VendorReply.Answer(status, message.Headers, ReadOnlyMemory<byte>.Empty);
    }

    private async Task<int> SendAsync(params VendorReply.Answer[] answers)
    {
        var resending = new Resending(reply => reply is VendorReply.Answer { Status: 503 }, new Timing(), _clock, () => 0.5);
        var reply = await _clock.RunAsync(resending.SendAsync(
            _ =>
            {
                _sent.Add(_clock.GetUtcNow());
                return Task.FromResult<VendorReply>(answers[_sent.Count - 1]);
            },
            TestContext.Current.CancellationToken));
        return ((VendorReply.Answer)reply).Status;
    }
}
