using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Core.Tests.Failures;

public class FailureCodeTests
{
    [Fact]
    public void Every_code_that_is_declared_is_in_the_table()
    {
        var declared = typeof(FailureCode).GetFields().Where(field => field.FieldType == typeof(FailureCode)).Select(field => field.Name);

        FailureCode.All.Keys.ShouldBe(declared, ignoreOrder: true);
    }

    [Fact]
    public void A_transient_failure_is_429_or_503_or_504_and_any_other_is_a_4xx_or_a_bug()
    {
        foreach (var code in FailureCode.All.Values)
        {
            if (code.IsRetryable)
            {
                code.Status.ShouldBeOneOf(429, 503, 504);
            }
            else
            {
                (code.Status is >= 400 and < 500 and not 408 and not 429 || code == FailureCode.InternalError).ShouldBeTrue(code.Name);
            }
        }
    }
}
