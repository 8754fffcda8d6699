using System.Globalization;
using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Tables;

namespace FunctionsConnector.Sandbox.HubSpot;

/// <summary>The object types and objects after the start.</summary>
internal static class SeededObjects
{
    public const string Tickets = "tickets";
    public const string Owners = "owners";

    /// <summary>The properties that a read returns without being asked.</summary>
    public static readonly IReadOnlyList<string> Default = ["content", "hs_pipeline", "hs_pipeline_stage", "hs_ticket_category", "hs_ticket_priority", "subject", "email", "firstname", "lastname"];

    private static readonly TableField[] System =
    [
        new("hs_object_id", "Record ID", "number/number") { IsReadOnly = true }, new("createdate", "Create date", "datetime/date") { IsReadOnly = true },
        new("hs_lastmodifieddate", "Last modified date", "datetime/date") { IsReadOnly = true },
    ];

    private static readonly TableField[] TicketProperties =
    [
        new("subject", "Ticket name", "string/text"), new("content", "Ticket description", "string/textarea"),
        new("hs_pipeline", "Pipeline", "enumeration/select") { Choices = [new("0", "Support Pipeline")] },
        new("hs_pipeline_stage", "Ticket status", "enumeration/select")
        {
            DependsOn = "hs_pipeline", Choices = [new("1", "New", "0"), new("2", "Waiting on contact", "0"), new("3", "Waiting on us", "0"), new("4", "Closed", "0")],
        },
        new("hs_ticket_priority", "Priority", "enumeration/select") { Choices = [new("LOW", "Low"), new("MEDIUM", "Medium"), new("HIGH", "High")] },
        new("hs_ticket_category", "Category", "enumeration/checkbox")
        {
            Choices = [new("PRODUCT_ISSUE", "Product Issue"), new("BILLING_ISSUE", "Billing Issue"), new("FEATURE_REQUEST", "Feature Request"), new("OLD", "Old", IsInactive: true)],
        },
        new("hubspot_owner_id", "Ticket owner", "enumeration/select") { Reference = Owners },
        new("due", "Due", "date/date"), new("closed_date", "Close date", "datetime/date"), new("amount", "Amount", "number/number"),
        new("vip", "VIP", "bool/booleancheckbox") { Choices = [new("true", "Yes"), new("false", "No")] },
        new("order_number", "Order number", "string/text"),
        new("time_to_close", "Time to close", "number/number") { IsReadOnly = true },
        .. System,
    ];

    private static readonly TableField[] ContactProperties =
        [new("email", "Email", "string/text"), new("firstname", "First name", "string/text"), new("lastname", "Last name", "string/text"), .. System];

    /// <summary>The properties of the example of "CRM objects".</summary>
    private static readonly TableField[] ExampleProperties =
    [
        new("property_checkbox", "Checkbox", "bool/booleancheckbox") { Choices = [new("true", "Yes"), new("false", "No")] },
        new("property_date", "Date", "date/date"),
        new("property_dropdown", "Dropdown", "enumeration/select") { Choices = [new("choice_a", "Choice A"), new("choice_b", "Choice B")] },
        new("property_multiple_checkboxes", "Checkboxes", "enumeration/checkbox") { Choices = [new("chocolate", "Chocolate"), new("strawberry", "Strawberry"), new("vanilla", "Vanilla")] },
        new("property_number", "Number", "number/number"),
        new("property_radio", "Radio", "enumeration/radio") { Choices = [new("option_1", "Option 1"), new("option_2", "Option 2")] },
        new("property_string", "String", "string/text"),
        .. System,
    ];

    private static readonly TableField[] OwnerProperties =
        [new("email", "Email", "string/text"), new("firstName", "First name", "string/text"), new("lastName", "Last name", "string/text"), .. System];

    public static IEnumerable<RecordTable> All()
    {
        var tickets = new RecordTable(Tickets, "Tickets", TicketProperties, "subject");
        for (var number = 1; number <= 50; number++)
        {
            Add(tickets, number, ("subject", $"Ticket {number}"), ("hs_pipeline", "0"), ("hs_pipeline_stage", "1"), ("hs_ticket_priority", "LOW"), ("order_number", $"O-{number}"), ("vip", "false"));
        }

        yield return tickets;
        yield return Add(new("contacts", "Contacts", ContactProperties, "email"), 1, ("email", "ann@example.com"), ("firstname", "Ann"), ("lastname", "Example"));
        yield return Add(new("2-512", "Examples", ExampleProperties, "property_string"), 512, ("property_string", "before"));
        yield return Add(Add(new(Owners, "Owners", OwnerProperties, "email"), 71, ("email", "joe@example.com"), ("firstName", "Joe"), ("lastName", "Worker")),
            72, ("email", "beth@example.com"), ("firstName", "Beth"), ("lastName", "Worker"));
    }

    private static RecordTable Add(RecordTable table, int number, params IReadOnlyList<(string Name, string Value)> values)
    {
        var id = number.ToString(CultureInfo.InvariantCulture);
        var state = new JsonObject();
        foreach (var field in table.Fields)
        {
            state[field.Name] = "";
        }

        foreach (var (name, value) in values.Concat([("hs_object_id", id), ("createdate", "2019-10-30T03:30:17.883Z"), ("hs_lastmodifieddate", "2019-12-07T16:50:06.678Z")]))
        {
            state[name] = value;
        }

        return table.Add(id, state);
    }
}
