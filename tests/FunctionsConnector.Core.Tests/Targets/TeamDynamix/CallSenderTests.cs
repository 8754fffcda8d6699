using System.Net;
using FunctionsConnector.Core.Targets.Calls;
using FunctionsConnector.Core.Targets.TeamDynamix.Calls;

namespace FunctionsConnector.Core.Tests.Targets.TeamDynamix;

public class CallSenderTests
{
    private const int CallsPerMinute = 3;

    private readonly FakeClock _clock = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_that_timed_out_before_sending_uses_nothing_of_the_vendors_window()
    {
        var answer = new TaskCompletionSource();
        var sender = Sender(maxConcurrency: 1, async _ => await answer.Task);
        var slow = sender.SendAsync(Patch(), null, Cancel);
        using var impatience = new CancellationTokenSource();
        var impatient = Enumerable.Range(0, CallsPerMinute - 1).Select(_ => sender.SendAsync(Patch(), null, impatience.Token)).ToList();

        await impatience.CancelAsync();
        (await Task.WhenAll(impatient)).ShouldAllBe(reply => reply.Failure!.Code == FailureCode.RateLimited);
        answer.SetResult();
        await slow;

        await AllowsMoreAsync(sender, CallsPerMinute - 1);
    }

    [Fact]
    public async Task A_write_that_never_arrived_uses_nothing_of_the_vendors_window()
    {
        var isUp = false;
        var sender = Sender(maxConcurrency: null, _ => isUp ? Task.CompletedTask : throw new HttpRequestException(HttpRequestError.ConnectionError));

        // Four attempts.
        var lost = await Task.Run(() => _clock.RunAsync(sender.SendAsync(Patch(), null, Cancel)), Cancel);
        lost.Value.ShouldBeOfType<VendorReply.NoResponse>().MayHaveArrived.ShouldBeFalse();

        isUp = true;
        await AllowsMoreAsync(sender, CallsPerMinute);
    }

    private static async Task AllowsMoreAsync(CallSender sender, int calls)
    {
        using var impatience = new CancellationTokenSource();
        var replies = Enumerable.Range(0, calls + 1).Select(_ => sender.SendAsync(Patch(), null, impatience.Token)).ToList();
        await impatience.CancelAsync();
        (await Task.WhenAll(replies)).Count(reply => reply.Value is VendorReply.Response).ShouldBe(calls, "calls that the window still allows");
    }

    private static ApiCall Patch() =>
        new(HttpMethod.Patch, new Uri("https://org.example/TDWebApi/api/42/tickets/1001"), "tickets") { Body = () => "[]", IsSafeToRepeat = false };

    private CallSender Sender(int? maxConcurrency, Func<HttpRequestMessage, Task> answer)
    {
        var settings = new TargetSystemSettings("tdx", "TeamDynamix") { CallsPerMinute = CallsPerMinute };
        var services = new TargetSystemServices(
            new VendorHttp(new HttpMessageInvoker(new Vendor(answer)), new Timing(), _clock), new Tenant(_clock), new Timing(), _clock, () => 0.5);
        return new CallSender(settings, services, new RateWindows(settings, services), maxConcurrency);
    }

    /// <summary>Runs an action, then returns 200.</summary>
    private sealed class Vendor(Func<HttpRequestMessage, Task> first) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await first(request);
            return new HttpResponseMessage(HttpStatusCode.OK);
        }
    }
}
