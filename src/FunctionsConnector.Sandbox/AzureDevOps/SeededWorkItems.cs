using System.Globalization;
using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Tables;

namespace FunctionsConnector.Sandbox.AzureDevOps;

/// <summary>The types and work items after the start.</summary>
internal static class SeededWorkItems
{
    private static readonly TableField[] Common =
    [
        new("System.Id", "ID", "integer") { IsReadOnly = true }, new("System.Rev", "Rev", "integer") { IsReadOnly = true },
        new("System.WorkItemType", "Work Item Type", "string") { IsReadOnly = true }, new("System.ChangedDate", "Changed Date", "dateTime") { IsReadOnly = true },
        new("System.AreaPath", "Area Path", "treePath") { IsRequired = true, Choices = [new("Fabrikam-Fiber", "Fabrikam-Fiber"), new("Fabrikam-Fiber\\Web", "Fabrikam-Fiber\\Web")] },
        new("System.Title", "Title", "string") { IsRequired = true, MaxLength = 255 },
        new("System.Reason", "Reason", "string"),
        new("System.AssignedTo", "Assigned To", "identity"),
        new("System.Description", "Description", "html"),
        new("System.Tags", "Tags", "plainText"),
        new("Microsoft.VSTS.Common.Priority", "Priority", "integer") { Choices = [new("1", "1"), new("2", "2"), new("3", "3"), new("4", "4")] },
        new("Microsoft.VSTS.Scheduling.StoryPoints", "Story Points", "double"),
        new("Custom.Blocked", "Blocked", "boolean"), new("Custom.Release", "Release", "dateTime"),
    ];

    private static readonly TableField[] Bug =
    [
        .. Common,
        new("System.State", "State", "string") { IsRequired = true, Choices = [new("New", "New"), new("Active", "Active"), new("Resolved", "Resolved"), new("Closed", "Closed")] },
        new("Microsoft.VSTS.Common.Severity", "Severity", "string") { Choices = [new("1 - Critical", "1 - Critical"), new("2 - High", "2 - High"), new("3 - Medium", "3 - Medium")] },
    ];

    private static readonly TableField[] Task =
        [.. Common, new("System.State", "State", "string") { IsRequired = true, Choices = [new("To Do", "To Do"), new("Doing", "Doing"), new("Done", "Done")] }];

    public static IEnumerable<RecordTable> All() => [Table("Bug", Bug, 1, 50, "New"), Table("Task", Task, 101, 10, "To Do")];

    private static RecordTable Table(string name, TableField[] fields, int first, int count, string state)
    {
        var table = new RecordTable(name, $"Describes a {name}", fields, "System.Title");
        for (var id = first; id < first + count; id++)
        {
            table.Add(id.ToString(CultureInfo.InvariantCulture), new JsonObject
            {
                ["System.Id"] = id,
                ["System.Rev"] = 3,
                ["System.WorkItemType"] = name,
                ["System.AreaPath"] = "Fabrikam-Fiber",
                ["System.Title"] = $"{name} {id}",
                ["System.State"] = state,
                ["System.Reason"] = "New",
                ["System.AssignedTo"] = "fabrikamfiber4@hotmail.com",
                ["Microsoft.VSTS.Common.Priority"] = 2,
                ["System.ChangedDate"] = "2026-01-15T09:00:00.000Z",
            });
        }

        return table;
    }
}
