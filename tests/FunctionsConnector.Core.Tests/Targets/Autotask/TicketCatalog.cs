using Record = FunctionsConnector.Core.Targets.Record;

namespace FunctionsConnector.Core.Tests.Targets.Autotask;

/// <summary>A few fields of a ticket, one of each type.</summary>
internal static class TicketCatalog
{
    public static readonly FieldCatalog Tickets = new(
        new RecordType("Tickets", "Tickets"),
        [
            new Field("title", "Title", FieldType.Text) { MaxLength = 255 },
            new Field("status", "Status", FieldType.Integer) { Choices = [new Choice("1", "New"), new Choice("5", "Complete")] },
            new Field("dueDateTime", "Due Date Time", FieldType.DateTime),
            new Field("estimatedHours", "Estimated Hours", FieldType.Decimal),
            new Field("isVisible", "Is Visible", FieldType.Boolean),
            new Field("companyID", "Company ID", FieldType.Integer),
            new Field("contactID", "Contact ID", FieldType.Integer),
            new Field("assignedResourceID", "Assigned Resource ID", FieldType.Integer),
            new Field("assignedResourceRoleID", "Assigned Resource Role ID", FieldType.Integer),
            new Field("issueType", "Issue Type", FieldType.Integer) { Choices = [new Choice("4", "Hardware"), new Choice("5", "Software")] },
            new Field("subIssueType", "Sub Issue Type", FieldType.Integer)
            {
                ChoicesDependOn = "IssueType",
                Choices = [new Choice("100", "Other") { ParentId = "4" }, new Choice("200", "Other") { ParentId = "5" }],
            },
            Custom("Customer Ranking", FieldType.Text),
            Custom("Seats", FieldType.Integer),
            Custom("Renewal", FieldType.DateTime),
        ]);

    private static Field Custom(string name, FieldType type) => new(name, name, type) { IsCustom = true, Id = name };

    public static PlannedUpdate Update(Record? before, params (string Field, string? Value)[] changes) => new(
        new RecordReference("autotask", "Tickets", "123"),
        Tickets,
        [.. changes.Select(change => new Change(Tickets.Find(change.Field)!, change.Value))],
        before);

    public static Record Record(params (string Field, string? Value)[] values) =>
        new("123", values.Select(value => KeyValuePair.Create(value.Field, value.Value)));
}
