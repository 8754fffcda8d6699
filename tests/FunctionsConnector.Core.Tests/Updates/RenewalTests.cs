using FunctionsConnector.Core.Updates;

namespace FunctionsConnector.Core.Tests.Updates;

public class RenewalTests
{
    [Fact]
    public void A_second_attempt_that_waits_does_not_hide_that_the_first_was_sent()
    {
        var first = new Failure(FailureCode.UpdateNotApplied, "The record does not show it.");
        var second = new Failure(FailureCode.RateLimited, "Too many calls.") { Wait = WaitReason.CallLimit };

        var joined = Renewal.Join(first, second).Failure!;

        joined.Code.ShouldBe(FailureCode.OutcomeUnknown);
        joined.Wait.ShouldBeNull("a failure with a wait says that nothing was sent");
    }
}
