using FunctionsConnector.Actions.Http;
using FunctionsConnector.Actions.Security;
using FunctionsConnector.Actions.Settings;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Tests.Http;

public sealed class AdmissionTests : IDisposable
{
    private static readonly Caller Flows = new("flows", []);

    private readonly Admission _admission = new(new ConnectorSettings([], [], TimeSpan.FromMinutes(1)) { MaxRequestsInHand = 8, MaxBytesInHand = 400 }, TimeProvider.System);

    public void Dispose() => _admission.Dispose();

    [Fact]
    public void A_caller_gets_a_quarter_of_the_requests()
    {
        Enter(Flows).ShouldBeNull();
        Enter(Flows).ShouldBeNull();

        var failure = Enter(Flows)!;

        (failure.Code, failure.RetryAfter).ShouldBe((FailureCode.RateLimited, TimeSpan.FromSeconds(1)));
        failure.Message.ShouldContain("This caller");
        Enter(new Caller("agents", [])).ShouldBeNull("another caller has its own share");
    }

    [Fact]
    public void A_caller_gets_a_quarter_of_the_bytes()
    {
        Enter(Flows, bytes: 60).ShouldBeNull();

        Enter(Flows, bytes: 41).ShouldNotBeNull();
        Enter(Flows, bytes: 40).ShouldBeNull();
    }

    [Fact]
    public void All_callers_together_get_no_more_than_the_limit()
    {
        for (var caller = 0; caller < 4; caller++)
        {
            Enter(new Caller($"caller {caller}", []), bytes: 100).ShouldBeNull();
        }

        Enter(new Caller("late", []), bytes: 1)!.Message.ShouldContain("All callers together");
    }

    [Fact]
    public void A_body_larger_than_the_share_is_admitted_alone()
    {
        Enter(Flows, bytes: 399).ShouldBeNull();

        Enter(Flows, bytes: 1).ShouldNotBeNull();
    }

    [Fact]
    public void A_permit_counts_until_it_is_disposed_and_is_returned_once()
    {
        var permit = _admission.Enter(Flows, 100).Value!;
        Enter(Flows, bytes: 1).ShouldNotBeNull();

        permit.Dispose();
        permit.Dispose();

        Enter(Flows, bytes: 100).ShouldBeNull();
        Enter(Flows, bytes: 1).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_large_body_waits_for_another_one_and_a_small_one_does_not()
    {
        var (first, second) = (_admission.Enter(Flows, 1).Value!, _admission.Enter(Flows, 1).Value!);
        (await StartAsync(first, bytes: 100_000)).ShouldBeNull();

        (await StartAsync(second, bytes: 1000)).ShouldBeNull();
        var waiting = StartAsync(second, bytes: 100_000);
        waiting.IsCompleted.ShouldBeFalse("the first large body is still processed");
        first.Dispose();

        (await waiting).ShouldBeNull();
    }

    [Fact]
    public async Task A_large_body_is_refused_after_the_longest_wait()
    {
        var (first, second) = (_admission.Enter(Flows, 1).Value!, _admission.Enter(Flows, 1).Value!);
        await StartAsync(first, bytes: 100_000);

        (await _admission.StartAsync(second, new byte[100_000], TimeSpan.FromMilliseconds(1), TestContext.Current.CancellationToken))!.Code.ShouldBe(FailureCode.RateLimited);
    }

    private Task<Failure?> StartAsync(Admission.Permit permit, int bytes) =>
        _admission.StartAsync(permit, new byte[bytes], TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken).AsTask();

    private Failure? Enter(Caller caller, long bytes = 0) => _admission.Enter(caller, bytes).Failure;
}
