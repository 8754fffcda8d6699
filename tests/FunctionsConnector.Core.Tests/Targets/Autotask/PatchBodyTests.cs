using FunctionsConnector.Core.Targets.Autotask.Dialect;

namespace FunctionsConnector.Core.Tests.Targets.Autotask;

public class PatchBodyTests
{
    [Theory]
    [InlineData("title", "Été \"n\" <b>", """{"id":123,"title":"Été \"n\" <b>"}""")]
    [InlineData("status", "5", """{"id":123,"status":5}""")]
    [InlineData("status", null, """{"id":123,"status":null}""")]
    [InlineData("dueDateTime", "2026-03-21T14:30:00Z", """{"id":123,"dueDateTime":"2026-03-21T14:30:00.000Z"}""")]
    [InlineData("estimatedHours", "2.5", """{"id":123,"estimatedHours":2.5}""")]
    [InlineData("isVisible", "false", """{"id":123,"isVisible":false}""")]
    [InlineData("Customer Ranking", "Golden", """{"id":123,"userDefinedFields":[{"name":"Customer Ranking","value":"Golden"}]}""")]
    [InlineData("Customer Ranking", null, """{"id":123,"userDefinedFields":[{"name":"Customer Ranking","value":null}]}""")]
    [InlineData("Seats", "12", """{"id":123,"userDefinedFields":[{"name":"Seats","value":"12"}]}""")]
    [InlineData("Renewal", "2026-03-21T00:00:00Z", """{"id":123,"userDefinedFields":[{"name":"Renewal","value":"2026-03-21T00:00:00.000Z"}]}""")]
    public void A_change_is_written_in_the_form_of_its_field(string field, string? value, string expected) =>
        PatchBody.Write(TicketCatalog.Update(before: null, (field, value))).ShouldBe(expected);

    [Fact]
    public void Standard_and_user_defined_fields_are_in_one_body() =>
        PatchBody.Write(TicketCatalog.Update(before: null, ("Seats", "12"), ("status", "5"), ("Customer Ranking", "Golden")))
            .ShouldBe("""{"id":123,"status":5,"userDefinedFields":[{"name":"Seats","value":"12"},{"name":"Customer Ranking","value":"Golden"}]}""");
}
