namespace FunctionsConnector.Core.Tests.Failures;

public class FailureCodeTests
{
    [Fact]
    public void Every_code_that_is_declared_is_in_the_table()
    {
        var declared = typeof(FailureCode).GetFields().Where(field => field.FieldType == typeof(FailureCode)).Select(field => field.Name);

        FailureCode.All.Keys.ShouldBe(declared, ignoreOrder: true);
    }

    /// <summary>The contract with callers.</summary>
    [Theory]
    [InlineData("InvalidRequest", 400, false)]
    [InlineData("Unauthorized", 401, false)]
    [InlineData("Forbidden", 403, false)]
    [InlineData("SystemNotFound", 404, false)]
    [InlineData("RecordTypeNotFound", 404, false)]
    [InlineData("RecordNotFound", 404, false)]
    [InlineData("RouteNotFound", 404, false)]
    [InlineData("MethodNotAllowed", 405, false)]
    [InlineData("Conflict", 409, false)]
    [InlineData("PayloadTooLarge", 413, false)]
    [InlineData("UnsupportedMediaType", 415, false)]
    [InlineData("UpdateInvalid", 422, false)]
    [InlineData("UpdateRejected", 422, false)]
    [InlineData("UpdateNotApplied", 422, false)]
    [InlineData("CredentialsRefused", 424, false)]
    [InlineData("CredentialsMissing", 424, false)]
    [InlineData("RateLimited", 429, true)]
    [InlineData("SystemUnavailable", 503, true)]
    [InlineData("OutcomeUnknown", 504, true)]
    [InlineData("InternalError", 500, false)]
    public void A_code_has_its_status_and_says_whether_it_is_retryable(string name, int status, bool isRetryable) =>
        FailureCode.All[name].ShouldBe(new FailureCode(name, status, isRetryable));

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
