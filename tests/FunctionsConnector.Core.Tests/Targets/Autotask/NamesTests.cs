using FunctionsConnector.Core.Targets.Autotask.Fields;

namespace FunctionsConnector.Core.Tests.Targets.Autotask;

public class NamesTests
{
    [Theory]
    [InlineData("status", "Status")]
    [InlineData("assignedResourceID", "Assigned Resource ID")]
    [InlineData("dueDateTime", "Due Date Time")]
    [InlineData("TicketNotes", "Ticket Notes")]
    [InlineData("rmaStatus", "Rma Status")]
    [InlineData("isSLAMet", "Is SLA Met")]
    [InlineData("Customer Ranking", "Customer Ranking")]
    public void A_label_is_the_name_in_words(string name, string expected) => Names.Label(name).ShouldBe(expected);

    [Theory]
    [InlineData("Companies", "Company")]
    [InlineData("Tickets", "Ticket")]
    [InlineData("Taxes", "Tax")]
    [InlineData("TimeEntries", "TimeEntry")]
    [InlineData("DocumentPlainTextContent", "DocumentPlainTextContent")]
    public void An_entity_is_described_in_the_singular(string entity, string expected) => Names.Singular(entity).ShouldBe(expected);
}
