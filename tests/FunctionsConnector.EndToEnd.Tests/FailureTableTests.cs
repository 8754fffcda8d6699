using FunctionsConnector.Core.Failures;
using FunctionsConnector.EndToEnd.Tests.Autotask;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsConnector.EndToEnd.Tests;

/// <summary>Every row of the failure table, provoked over HTTP with a simulated vendor.</summary>
public class FailureTableTests
{
    /// <summary>A part of the expected message: the field, the reason, or what to do.</summary>
    private static readonly Dictionary<string, string> Says = new()
    {
        ["broken JSON"] = "not JSON",
        ["an unknown property"] = "feild",
        ["a record id that is neither digits nor a GUID"] = "1a",
        ["a blank value without clear"] = "clear",
        ["a field set and cleared"] = "dueDateTime",
        ["a field set and cleared in other letters"] = "a second time",
        ["a field set by name and cleared by label"] = "Due Date Time",
        ["no change"] = "no change",
        ["no key"] = "x-api-key",
        ["an unknown key"] = "key",
        ["a key for another system"] = "may not use",
        ["an unknown system"] = "jira",
        ["an unknown record type"] = "Tockets",
        ["a record type that this tenant does not know"] = "Invoices",
        ["an unknown record at a root route"] = "99999",
        ["an unknown record at a child route"] = "99999",
        ["a read of an unknown record"] = "99999",
        ["a GUID for a numeric id"] = "digits",
        ["an unknown route"] = "route",
        ["a wrong method"] = "DELETE",
        ["a body over 1 MB"] = "1 MB",
        ["a body with another content type than JSON"] = "application/json",
        ["onlyIf that does not hold"] = "Status is 'New', not 'In Progress'",
        ["an unknown field"] = "statsu",
        ["an ambiguous field name"] = "fits several fields",
        ["a read-only field"] = "Ticket Number",
        ["a required field cleared"] = "Title is required",
        ["a change without its partner"] = "assignedResourceRoleID",
        ["another company with the old company's contact"] = "contactID",
        ["a text for a number"] = "many",
        ["a text that is too long"] = "255",
        ["an unknown choice"] = "is not one of: New, Complete",
        ["a choice of another parent"] = "Wireless",
        ["an inactive choice"] = "no longer offered",
        ["a refusal by the vendor"] = "contactID",
        ["a 200 with errors"] = "No, not today.",
        ["a 405"] = "does not support",
        ["a gateway's 504 with a message"] = "504",
        ["a 408"] = "408",
        ["the thread limit's text with every 200"] = "too many calls",
        ["a 403"] = "403",
        ["a 400"] = "400",
        ["an HTML 404"] = "with a web page, which is no answer of its API",
        ["a 200 without a change"] = "Title was to be 'new' and is 'Sandbox ticket 1'",
        ["a status that a workflow rule reverts before the first read-back"] = "was to be 'Complete' and is 'New'",
        ["a status that a workflow rule reverts after the first read-back"] = "was to be 'Complete' and is 'New'",
        ["a 200 for another record"] = "record 2 instead of 1",
        ["a wrong password"] = "autotask-secret",
        ["a wrong integration code, as 500"] = "autotask-code",
        ["an unknown user"] = "autotask-user",
        ["a secret with characters invalid in a header"] = "autotask-secret",
        ["429 for every call"] = "too many calls",
        ["the thread limit's text with every 500"] = "too many calls",
        ["an exhausted hourly limit"] = "10000 calls an hour",
        ["a zone on a foreign host"] = "evil.example",
        ["a gateway's 502"] = "502",
        ["a gateway's 503"] = "503",
        ["a 500 without a reason"] = "500",
        ["a 200 that is not JSON"] = "200",
        ["a 200 with an empty body"] = "200",
        ["a redirect"] = "redirect",
        ["an unavailable vendor"] = "503",
        ["a connection lost before the write"] = "not known",
        ["no response in time and no write"] = "not known",
        ["a connection lost after the write, and the record cannot be read"] = "not known",
        ["a bug of the connector"] = "connector itself has failed",
    };

    public static TheoryData<string> Names => [.. FailureRow.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_failure_has_its_rows_status_code_and_retryable_and_the_record_stays_as_it_was(string name)
    {
        var row = FailureRow.All[name];
        await using var world = await World.StartAsync(
            configure: builder =>
            {
                if (row.Secrets is not null)
                {
                    builder.Services.AddSingleton(row.Secrets);
                }
            },
            settings: row.Settings);
        row.Arrange?.Invoke(world);
        var before = world.Sandbox.Autotask.Truth("Tickets", 1);

        var reply = await row.Act(world);

        var code = FailureCode.All[row.Code];
        reply.ShouldFail(code.Status, code.Name);
        reply.Error.GetProperty("retryable").GetBoolean().ShouldBe(code.IsRetryable);
        reply.Message.ShouldContain(Says[name]);
        reply.Error.GetProperty("requestId").GetString().ShouldNotBeNullOrEmpty();
        (reply.Headers.RetryAfter is not null).ShouldBe(code == FailureCode.RateLimited || code == FailureCode.SystemUnavailable || reply.Error.TryGetProperty("retryAfterSeconds", out _));
        if (row.Detail is not null)
        {
            reply.Error.GetProperty("details")[0].GetProperty("code").GetString().ShouldBe(row.Detail);
        }

        if (!row.MayWrite)
        {
            Truths.Changed(before, world.Sandbox.Autotask.Truth("Tickets", 1)).ShouldBeEmpty(name);
        }
    }

    [Fact]
    public void Every_row_of_the_table_is_provoked() =>
        FailureCode.All.Keys.Except(FailureRow.All.Values.Select(row => row.Code)).ShouldBeEmpty();

    [Fact]
    public void Every_detail_of_an_invalid_update_is_provoked() =>
        Enum.GetNames<FailureDetailCode>()
            .Except([nameof(FailureDetailCode.ConditionNotMet), nameof(FailureDetailCode.ValueNotApplied)])
            .Except(FailureRow.All.Values.Select(row => row.Detail))
            .ShouldBeEmpty();
}
