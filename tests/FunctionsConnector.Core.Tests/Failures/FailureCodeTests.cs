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
    public void Each_code_has_the_status_of_the_contract_and_says_whether_it_is_retryable() => FailureCode.All.Values.ShouldBe(
    [
        new("InvalidRequest", 400, false),
        new("Unauthorized", 401, false),
        new("Forbidden", 403, false),
        new("SystemNotFound", 404, false),
        new("RecordTypeNotFound", 404, false),
        new("RecordNotFound", 404, false),
        new("RouteNotFound", 404, false),
        new("MethodNotAllowed", 405, false),
        new("Conflict", 409, false),
        new("PayloadTooLarge", 413, false),
        new("UnsupportedMediaType", 415, false),
        new("UpdateInvalid", 422, false),
        new("UpdateRejected", 422, false),
        new("UpdateNotApplied", 422, false),
        new("CredentialsRefused", 424, false),
        new("CredentialsMissing", 424, false),
        new("RateLimited", 429, true),
        new("SystemUnavailable", 503, true),
        new("OutcomeUnknown", 504, true),
        new("InternalError", 500, false),
    ], ignoreOrder: true);

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
