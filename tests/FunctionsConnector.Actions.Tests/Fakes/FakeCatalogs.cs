using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Actions.Tests.Fakes;

/// <summary>The record types of the fake vendor: a typical one and a very large one.</summary>
internal static class FakeCatalogs
{
    public static readonly IReadOnlyList<RecordType> RecordTypes = [new("Tickets", "Ticket"), new("Giants", "Giant")];

    private static readonly FieldCatalog Tickets = new(RecordTypes[0],
    [
        new("id", "Id", FieldType.Integer) { IsWritable = false },
        new("title", "Title", FieldType.Text) { IsRequired = true, MaxLength = 50 },
        new("description", "Description", FieldType.Text),
        new("status", "Status", FieldType.Integer)
        {
            Choices = [new("1", "New"), new("5", "Complete"), new("8", "In Progress"), new("9", "Waiting") { IsActive = false }],
        },
        new("issueType", "Issue Type", FieldType.Integer) { Choices = [new("1", "Hardware"), new("2", "Software")] },
        new("subIssueType", "Sub-Issue Type", FieldType.Integer)
        {
            ChoicesDependOn = "issueType",
            Choices = [new("10", "Other") { ParentId = "1" }, new("20", "Other") { ParentId = "2" }, new("21", "Licence") { ParentId = "2" }],
        },
        new("dueDateTime", "Due Date", FieldType.DateTime),
        new("startDay", "Start", FieldType.Date),
        new("hours", "Hours", FieldType.Decimal),
        new("billable", "Billable", FieldType.Boolean),
        new("tags", "Tags", FieldType.Text) { AllowsMultiple = true, Choices = [new("a", "Alpha"), new("b", "Beta")] },
        new("Rank", "Customer Rank", FieldType.Text) { Id = "4711", IsCustom = true },
        new("notes", "Due Date", FieldType.Text) { IsCustom = true },
    ]);

    private static readonly FieldCatalog Giants = new(
        RecordTypes[1],
        Enumerable.Range(0, 8000).Select(number => new Field($"field{number}", $"Field number {number}", FieldType.Text)
        {
            IsCustom = number > 100,
            Choices = number % 2 == 0 ? null : [.. Enumerable.Range(0, 90).Select(choice => new Choice($"{choice}", $"Choice {choice} of {number}"))],
        }));

    public static FieldCatalog? Find(string recordType) => recordType.ToUpperInvariant() switch
    {
        "TICKETS" => Tickets,
        "GIANTS" => Giants,
        _ => null,
    };

    public static Dictionary<string, string?> NewRecord() => new()
    {
        ["id"] = "1",
        ["title"] = "Printer",
        ["description"] = null,
        ["status"] = "1",
        ["issueType"] = "2",
        ["subIssueType"] = null,
        ["dueDateTime"] = "2026-03-21T14:30:00Z",
        ["startDay"] = null,
        ["hours"] = "1.5",
        ["billable"] = "true",
        ["tags"] = "a",
        ["Rank"] = null,
        ["notes"] = string.Empty,
    };
}
