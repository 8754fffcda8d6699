using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Tables;

namespace FunctionsConnector.Sandbox.ServiceNow;

/// <summary>The tables and records after the start: 50 incidents, the last one that of the vendor's examples.</summary>
internal static class SeededTables
{
    public const string Incident = "incident";

    /// <summary>The incident of the examples of "Table API", INC0000050.</summary>
    public const string Documented = "ef43c6d40a0a0b5700c77f9bf387afe3";

    private const string User = "681b365ec0a80164000fb0b05854a0cd";
    private const string OtherUser = "5b7c200d0a640069006b3845b5d0fa7c";
    private const string Group = "8a5055c9c61122780043563ef53438e3";
    private const string OtherGroup = "287ebd7da9fe198100f92cc8d1d2154e";
    private const string Company = "31bea3d53790200044e0bfc8bcbe5dec";
    private const int Incidents = 50;

    /// <summary>The fields that the table <c>incident</c> declares; the others are those of its parent.</summary>
    public static readonly IReadOnlySet<string> Own = new HashSet<string>
        { "caller_id", "category", "subcategory", "severity", "close_code", "u_budget", "u_in_contract", "u_visit", "u_secret" };

    private static readonly TableField[] System =
    [
        new("sys_id", "Sys ID", "GUID") { IsReadOnly = true }, new("sys_mod_count", "Updates", "integer") { IsReadOnly = true },
        new("sys_created_on", "Created", "glide_date_time") { IsReadOnly = true }, new("sys_updated_on", "Updated", "glide_date_time") { IsReadOnly = true },
        new("sys_updated_by", "Updated by", "string") { IsReadOnly = true },
    ];

    private static readonly TableField[] IncidentFields =
    [
        .. System,
        new("number", "Number", "string") { IsReadOnly = true },
        new("active", "Active", "boolean") { IsReadOnly = true },
        new("short_description", "Short description", "string") { IsRequired = true, MaxLength = 160 },
        new("description", "Description", "string") { MaxLength = 4000 },
        new("state", "State", "integer")
        {
            Choices = [new("1", "New"), new("2", "In Progress"), new("3", "On Hold"), new("6", "Resolved"), new("7", "Closed"), new("8", "Canceled")],
        },
        new("impact", "Impact", "integer") { Choices = [new("1", "1 - High"), new("2", "2 - Medium"), new("3", "3 - Low")] },
        new("urgency", "Urgency", "integer") { Choices = [new("1", "1 - High"), new("2", "2 - Medium"), new("3", "3 - Low")] },
        new("priority", "Priority", "integer")
        {
            Choices = [new("1", "1 - Critical"), new("2", "2 - High"), new("3", "3 - Moderate"), new("4", "4 - Low"), new("5", "5 - Planning")],
        },
        new("assigned_to", "Assigned to", "reference") { Reference = "sys_user" },
        new("assignment_group", "Assignment group", "reference") { Reference = "sys_user_group" },
        new("company", "Company", "reference") { Reference = "core_company" },
        new("due_date", "Due date", "glide_date_time"),
        new("watch_list", "Watch list", "glide_list") { Reference = "sys_user" },
        new("comments", "Additional comments", "journal_input"),
        new("work_notes", "Work notes", "journal_input"),
        new("close_notes", "Resolution notes", "string") { MaxLength = 4000 },
        new("contact_type", "Channel", "string") { Choices = [new("email", "Email"), new("phone", "Phone"), new("fax", "Fax", IsInactive: true)] },
        new("caller_id", "Caller", "reference") { Reference = "sys_user", IsRequired = true },
        new("category", "Category", "string") { Choices = [new("inquiry", "Inquiry / Help"), new("software", "Software"), new("hardware", "Hardware")] },
        new("subcategory", "Subcategory", "string")
        {
            DependsOn = "category",
            Choices = [new("email", "Email", "software"), new("os", "Operating System", "software"), new("cpu", "CPU", "hardware"), new("disk", "Disk", "hardware")],
        },
        new("severity", "Severity", "integer") { Choices = [new("1", "1 - High"), new("2", "2 - Medium"), new("3", "3 - Low")] },
        new("close_code", "Resolution code", "string") { Choices = [new("Solution provided", "Solution provided"), new("Workaround provided", "Workaround provided")] },
        new("u_budget", "Budget", "decimal") { MaxLength = 15 },
        new("u_in_contract", "In contract", "boolean"),
        new("u_visit", "Visit", "glide_date"),
        new("u_secret", "Secret note", "glide_encrypted"),
    ];

    public static IEnumerable<RecordTable> All()
    {
        var incidents = new RecordTable(Incident, "Incident", IncidentFields, "number");
        for (var number = 1; number <= Incidents; number++)
        {
            var id = ServiceNowSandbox.SysId(number);
            incidents.Add(id, Record(IncidentFields, id,
                ("number", $"INC{number:0000000}"), ("short_description", number == Incidents ? "Can't access Exchange server - is it down?" : $"Printer {number} is out of paper"),
                ("state", "2"), ("active", "true"), ("impact", "1"), ("urgency", "2"), ("priority", "2"), ("caller_id", OtherUser), ("assignment_group", Group), ("company", Company),
                ("category", "hardware"), ("severity", "3"), ("contact_type", "phone"), ("u_in_contract", "false"), ("u_budget", "100")));
        }

        TableField[] named = [.. System, new("name", "Name", "string") { IsRequired = true, MaxLength = 80 }, new("email", "Email", "string") { MaxLength = 100 }];
        yield return incidents;
        yield return new RecordTable("sys_user", "User", named, "name")
            .Add(User, Record(named, User, ("name", "Beth Anglin"), ("email", "beth.anglin@example.com")))
            .Add(OtherUser, Record(named, OtherUser, ("name", "Joe Employee"), ("email", "joe.employee@example.com")));
        yield return new RecordTable("sys_user_group", "Group", named, "name")
            .Add(Group, Record(named, Group, ("name", "Hardware"))).Add(OtherGroup, Record(named, OtherGroup, ("name", "Service Desk")));
        yield return new RecordTable("core_company", "Company", named, "name").Add(Company, Record(named, Company, ("name", "ACME North America")));
    }

    private static JsonObject Record(IEnumerable<TableField> fields, string id, params IReadOnlyList<(string Name, string Value)> values)
    {
        var record = new JsonObject();
        foreach (var field in fields)
        {
            record[field.Name] = "";
        }

        foreach (var (name, value) in values.Concat(
            [("sys_id", id), ("sys_mod_count", "6"), ("sys_created_on", "2015-11-02 18:05:40"), ("sys_updated_on", "2016-01-22 14:12:37"), ("sys_updated_by", "admin")]))
        {
            record[name] = value;
        }

        return record;
    }
}
