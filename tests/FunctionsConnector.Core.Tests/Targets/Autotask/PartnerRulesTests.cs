using FunctionsConnector.Core.Targets.Autotask.Dialect;
using Record = FunctionsConnector.Core.Targets.Record;

namespace FunctionsConnector.Core.Tests.Targets.Autotask;

public class PartnerRulesTests
{
    [Fact]
    public void A_resource_without_its_role_names_the_role() =>
        Partners(TicketCatalog.Record(), ("assignedResourceID", "7")).ShouldBe(["assignedResourceRoleID"]);

    [Fact]
    public void A_resource_with_its_role_is_accepted() =>
        Partners(TicketCatalog.Record(), ("assignedResourceID", "7"), ("assignedResourceRoleID", "8")).ShouldBeEmpty();

    [Fact]
    public void Another_company_names_the_tickets_contact() =>
        Partners(TicketCatalog.Record(("contactID", "12")), ("companyID", "9")).ShouldBe(["contactID"]);

    [Fact]
    public void The_tickets_company_needs_no_partner() =>
        Partners(TicketCatalog.Record(("companyID", "9"), ("contactID", "12")), ("companyID", "9")).ShouldBeEmpty();

    [Fact]
    public void Another_company_is_accepted_if_the_ticket_has_no_contact() =>
        Partners(TicketCatalog.Record(("contactID", null)), ("companyID", "9")).ShouldBeEmpty();

    [Fact]
    public void Another_company_is_accepted_if_the_contact_is_cleared() =>
        Partners(TicketCatalog.Record(("contactID", "12")), ("companyID", "9"), ("contactID", null)).ShouldBeEmpty();

    [Fact]
    public void Another_issue_type_names_a_sub_issue_type_that_does_not_belong_to_it() =>
        Partners(TicketCatalog.Record(("issueType", "4"), ("subIssueType", "100")), ("issueType", "5")).ShouldBe(["subIssueType"]);

    [Fact]
    public void The_same_issue_type_does_not_require_another_sub_issue_type() =>
        Partners(TicketCatalog.Record(("issueType", "4"), ("subIssueType", "100")), ("issueType", "4")).ShouldBeEmpty();

    [Fact]
    public void The_record_is_needed_only_for_rules_about_its_values()
    {
        PartnerRules.NeedRecord(TicketCatalog.Tickets, Fields("assignedResourceID")).ShouldBeFalse();
        PartnerRules.NeedRecord(TicketCatalog.Tickets, Fields("status")).ShouldBeFalse();
        PartnerRules.NeedRecord(TicketCatalog.Tickets, Fields("companyID")).ShouldBeTrue();
        PartnerRules.NeedRecord(TicketCatalog.Tickets, Fields("issueType", "subIssueType")).ShouldBeFalse();
    }

    private static List<Core.Catalog.Field> Fields(params string[] names) => [.. names.Select(name => TicketCatalog.Tickets.Find(name)!)];

    private static IEnumerable<string> Partners(Record before, params (string Field, string? Value)[] changes) =>
        PartnerRules.Check(TicketCatalog.Update(before, changes)).Select(detail =>
        {
            detail.Code.ShouldBe(FailureDetailCode.FieldRequired);
            detail.Message.ShouldContain(detail.Target);
            return detail.Target;
        });
}
