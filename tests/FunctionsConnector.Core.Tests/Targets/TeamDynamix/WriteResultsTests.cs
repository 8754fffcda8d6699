using FunctionsConnector.Core.Targets.TeamDynamix.Calls;
using FunctionsConnector.Core.Targets.TeamDynamix.Items;

namespace FunctionsConnector.Core.Tests.Targets.TeamDynamix;

public class WriteResultsTests
{
    [Fact]
    public void A_200_with_the_item_is_accepted_with_its_echo()
    {
        var echo = Of(200, """{"ID":1001,"AppID":42,"Title":"New"}""").ShouldBeOfType<WriteResult.Accepted>().Echo!;

        echo["Title"].ShouldBe("New");
        echo.Shows("Description").ShouldBeFalse();
    }

    [Fact]
    public void A_204_is_accepted_without_an_echo() => Of(204, string.Empty).ShouldBeOfType<WriteResult.Accepted>().Echo.ShouldBeNull();

    [Theory]
    [InlineData(400, """{"ID":0,"Message":"No such status."}""", "No such status.")]
    [InlineData(403, "Forbidden here", "Forbidden here")]
    [InlineData(405, "", "does not let tickets be patched")]
    [InlineData(415, "", "refused")]
    public void A_refusal_is_ambiguous_and_has_the_vendors_message(int status, string body, string expected)
    {
        var ambiguous = Of(status, body).ShouldBeOfType<WriteResult.Ambiguous>();

        ambiguous.WhenAbsent.Code.ShouldBe(FailureCode.UpdateRejected);
        ambiguous.WhenAbsent.VendorStatus.ShouldBe(status);
        ambiguous.WhenAbsent.Message.ShouldContain(expected);
        ambiguous.WhenUnreadable.Code.ShouldBe(FailureCode.OutcomeUnknown);
        ambiguous.WhenUnreadable.Message.ShouldContain(expected);
    }

    [Theory]
    [InlineData(500, "", "SystemUnavailable")]
    [InlineData(503, "<html><title>Maintenance</title></html>", "SystemUnavailable")]
    [InlineData(302, "", "SystemUnavailable")]
    [InlineData(408, "", "OutcomeUnknown")]
    [InlineData(504, "", "OutcomeUnknown")]
    [InlineData(200, "gibberish", "SystemUnavailable")]
    [InlineData(200, "", "SystemUnavailable")]
    [InlineData(200, """{"ID":1002,"AppID":42}""", "OutcomeUnknown")]
    [InlineData(200, """{"ID":1001,"AppID":43}""", "OutcomeUnknown")]
    public void Any_other_response_is_ambiguous(int status, string body, string whenAbsent)
    {
        var ambiguous = Of(status, body).ShouldBeOfType<WriteResult.Ambiguous>();

        ambiguous.WhenAbsent.Code.Name.ShouldBe(whenAbsent);
        ambiguous.WhenUnreadable.Code.ShouldBe(FailureCode.OutcomeUnknown);
    }

    [Fact]
    public void No_response_is_ambiguous_only_if_the_request_may_have_arrived()
    {
        Of(new VendorReply.NoResponse(true, "the connection was lost")).ShouldBeOfType<WriteResult.Ambiguous>().WhenAbsent.Code.ShouldBe(FailureCode.OutcomeUnknown);
        Of(new VendorReply.NoResponse(false, "no connection could be made")).ShouldBeOfType<WriteResult.Refused>().Failure.Code.ShouldBe(FailureCode.SystemUnavailable);
    }

    private static WriteResult Of(int status, string body)
    {
        using var response = new HttpResponseMessage();
        return Of(new VendorReply.Response(status, response.Headers, Encoding.UTF8.GetBytes(body)));
    }

    private static WriteResult Of(VendorReply reply)
    {
        Change[] changes = [new Change(TicketCatalog.Fields.Find("Title")!, "new")];
        return WriteResults.Of(
            reply, new ItemType(ItemKind.Ticket, 42), new PlannedUpdate(new RecordReference("tdx", "tickets-42", "1001"), TicketCatalog.Fields, changes, null));
    }
}
