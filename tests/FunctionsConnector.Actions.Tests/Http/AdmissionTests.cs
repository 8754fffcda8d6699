using FunctionsConnector.Actions.Http;
using FunctionsConnector.Actions.Security;
using FunctionsConnector.Actions.Settings;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Tests.Http;

public sealed class AdmissionTests
{
    private static readonly Caller Flows = new("flows", []);

    private readonly Admission _admission = new(new ConnectorSettings([], [], TimeSpan.FromMinutes(1)) { MaxRequestsInHand = 8, MaxBytesInHand = 400 });

    [Fact]
    public void A_caller_gets_a_quarter_of_the_requests()
    {
        Enter(Flows).ShouldBeNull();
        Enter(Flows).ShouldBeNull();

        var failure = Enter(Flows)!;

        (failure.Code, failure.RetryAfter).ShouldBe((FailureCode.RateLimited, TimeSpan.FromSeconds(1)));
        failure.Message.ShouldContain("This API key's caller");
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

    private Failure? Enter(Caller caller, long bytes = 0) => _admission.Enter(caller, bytes).Failure;
}
