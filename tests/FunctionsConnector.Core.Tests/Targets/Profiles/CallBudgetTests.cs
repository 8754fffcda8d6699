using FunctionsConnector.Core.Targets.Calls;
using FunctionsConnector.Core.Targets.Profiles.Calls;
using FunctionsConnector.Core.Targets.Profiles.Format;
using FunctionsConnector.Core.Targets.Profiles.Reading;
using FunctionsConnector.Core.Tests.Targets.TeamDynamix;

namespace FunctionsConnector.Core.Tests.Targets.Profiles;

public class CallBudgetTests
{
    private readonly FakeClock _clock = new();

    [Theory]
    [InlineData(false, 3)]
    [InlineData(true, 2)]
    public async Task An_update_is_charged_with_its_readings(bool readsFirst, int updates)
    {
        var budget = Budget(callsPerMinute: 6);

        for (var update = 0; update < updates; update++)
        {
            (await AcquireAsync(budget, readsFirst)).Failure.ShouldBeNull($"update {update + 1} of {updates} fits into six calls");
        }

        (await AcquireAsync(budget, readsFirst)).Failure.ShouldNotBeNull().Wait.ShouldBe(WaitReason.CallLimit);
    }

    [Fact]
    public async Task An_update_that_turns_out_to_be_unneeded_is_charged_with_its_reading()
    {
        var budget = Budget(callsPerMinute: 6);
        var unneeded = (await AcquireAsync(budget, readsFirst: true)).Value!;
        (await AcquireAsync(budget, readsFirst: true)).Failure.ShouldBeNull();
        unneeded.Refund(hasRead: true);

        (await AcquireAsync(budget, readsFirst: true)).Failure.ShouldNotBeNull("four of six calls were made, and it needs three");
    }

    [Fact]
    public async Task The_longest_wait_that_the_vendor_asked_for_counts()
    {
        var budget = Budget(callsPerMinute: 100);
        Observe(budget, 600);
        Observe(budget, 0);

        (await AcquireAsync(budget, readsFirst: false)).Failure.ShouldNotBeNull().RetryAfter!.Value.ShouldBeGreaterThan(TimeSpan.FromMinutes(9));
    }

    private void Observe(CallBudget budget, int seconds)
    {
        using var slot = budget.AcquireAsync(new ApiCall(HttpMethod.Get, new Uri("https://vendor.example/"), string.Empty) { Priority = CallPriority.ReadBack }, TestContext.Current.CancellationToken).Result.Value!;
        using var response = new HttpResponseMessage(System.Net.HttpStatusCode.TooManyRequests);
        response.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
        slot.Observe(new VendorReply.Response(429, response.Headers, ReadOnlyMemory<byte>.Empty) { ReceivedAt = _clock.GetUtcNow() });
    }

    private static Task<Result<CallSlot>> AcquireAsync(CallBudget budget, bool readsFirst) => budget.AcquireAsync(
        new ApiCall(HttpMethod.Patch, new Uri("https://vendor.example/1"), string.Empty) { IsSafeToRepeat = false, ReadsFirst = readsFirst }, TestContext.Current.CancellationToken);

    private CallBudget Budget(int callsPerMinute)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Targets", "Profiles", "README.md")).Split("```js")[1].Split("```")[0];
        var services = new TargetSystemServices(
            new VendorHttp(new HttpMessageInvoker(new HttpClientHandler()), new Timing(), _clock), new Tenant(_clock), new Timing(), _clock, () => 0.5);
        return new CallBudget(
            (Profile)ProfileReader.Read(Encoding.UTF8.GetBytes(text)).Profile!, new TargetSystemSettings("library", "Profile") { CallsPerMinute = callsPerMinute }, services);
    }
}
