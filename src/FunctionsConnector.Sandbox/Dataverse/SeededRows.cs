using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Tables;

namespace FunctionsConnector.Sandbox.Dataverse;

/// <summary>The tables and rows after the start; account 1 is that of the vendor's examples.</summary>
internal static class SeededRows
{
    private const int Accounts = 50;
    private const int Incidents = 20;

    private static readonly TableField[] System =
    [
        new("createdon", "Created On", "DateTime") { IsReadOnly = true }, new("modifiedon", "Modified On", "DateTime") { IsReadOnly = true },
        new("versionnumber", "", "VersionNumber") { IsReadOnly = true },
    ];

    private static readonly TableField[] Status =
    [
        new("statecode", "Status", "State") { IsRequired = true, Choices = [new("0", "Active"), new("1", "Inactive")] },
        new("statuscode", "Status Reason", "Status") { DependsOn = "statecode", Choices = [new("1", "Active", "0"), new("100", "On hold", "0"), new("2", "Inactive", "1")] },
    ];

    private static readonly TableField[] AccountColumns =
    [
        new("accountid", "Account", "Uniqueidentifier") { IsReadOnly = true },
        new("name", "Account Name", "String") { MaxLength = 160 },
        new("accountnumber", "Account Number", "String") { MaxLength = 20 },
        new("creditonhold", "Credit Hold", "Boolean") { Choices = [new("true", "Yes"), new("false", "No")] },
        new("address1_latitude", "Address 1: Latitude", "Double"),
        new("description", "Description", "Memo") { MaxLength = 2000 },
        new("revenue", "Annual Revenue", "Money"),
        new("accountcategorycode", "Category", "Picklist") { Choices = [new("1", "Preferred Customer"), new("2", "Standard")] },
        new("numberofemployees", "Number of Employees", "Integer"),
        new("emailaddress1", "Email", "String") { MaxLength = 100 },
        new("lastonholdtime", "Last On Hold Time", "DateTime"),
        new("new_renewal", "Renewal", "DateOnly"),
        new("new_colors", "Colors", "MultiSelectPicklist") { Choices = [new("1", "Red"), new("2", "Green"), new("3", "Blue")] },
        new("new_secret", "Secret", "String") { MaxLength = 100 },
        new("primarycontactid", "Primary Contact", "Lookup") { Reference = "contact" },
        new("new_projectlead", "Project Lead", "Lookup") { Reference = "systemuser" },
        .. Status, .. System,
    ];

    private static readonly TableField[] ContactColumns =
    [
        new("contactid", "Contact", "Uniqueidentifier") { IsReadOnly = true },
        new("fullname", "Full Name", "String") { IsReadOnly = true, MaxLength = 160 },
        new("firstname", "First Name", "String") { MaxLength = 50 }, new("lastname", "Last Name", "String") { MaxLength = 50 },
        new("emailaddress1", "Email", "String") { MaxLength = 100 },
        .. System,
    ];

    private static readonly TableField[] IncidentColumns =
    [
        new("incidentid", "Case", "Uniqueidentifier") { IsReadOnly = true },
        new("ticketnumber", "Case Number", "String") { IsReadOnly = true, MaxLength = 100 },
        new("title", "Case Title", "String") { MaxLength = 200 },
        new("prioritycode", "Priority", "Picklist") { Choices = [new("1", "High"), new("2", "Normal"), new("3", "Low")] },
        new("customerid", "Customer", "Customer") { Reference = "account", IsRequired = true },
        .. Status, .. System,
    ];

    private static readonly TableField[] UserColumns =
    [
        new("systemuserid", "User", "Uniqueidentifier") { IsReadOnly = true },
        new("fullname", "Full Name", "String") { IsReadOnly = true }, new("internalemailaddress", "Primary Email", "String") { MaxLength = 100 },
        .. System,
    ];

    public static string SetOf(string table) => $"{table}s";

    public static bool IsSecured(TableField field) => field.Name == "new_secret";

    /// <summary>The navigation property of a lookup, which is not always the column's name and differs in case for custom ones.</summary>
    public static string NavigationOf(TableField field) => field.Name switch
    {
        "customerid" => "customerid_account",
        "new_projectlead" => "new_ProjectLead",
        _ => field.Name,
    };

    public static JsonObject Empty(RecordTable table, string id)
    {
        var row = new JsonObject();
        foreach (var field in table.Fields)
        {
            row[field.Name] = field.Name switch { "statecode" => 0, "statuscode" => 1, _ => null };
        }

        (row[table.Fields[0].Name], row["versionnumber"]) = (id, 470_866L);
        (row["createdon"], row["modifiedon"]) = ("2016-09-28T23:14:00Z", "2016-09-28T23:14:00Z");
        return row;
    }

    public static IEnumerable<RecordTable> All() =>
    [
        Table("account", "Account", AccountColumns, "name", Accounts, number => new()
        {
            ["name"] = $"Sample Account {number}", ["accountnumber"] = $"A{number:0000}", ["creditonhold"] = false, ["revenue"] = 5_000_000.00m, ["accountcategorycode"] = 1,
            ["description"] = "This is the description of the sample account", ["address1_latitude"] = 47.63958m, ["numberofemployees"] = 10, ["primarycontactid"] = DataverseSandbox.Id(1),
        }),
        Table("contact", "Contact", ContactColumns, "fullname", 3, number => new()
        {
            ["fullname"] = $"Ann Example {number}", ["firstname"] = "Ann", ["lastname"] = $"Example {number}", ["emailaddress1"] = $"ann{number}@example.com",
        }),
        Table("incident", "Case", IncidentColumns, "ticketnumber", Incidents, number => new()
        {
            ["ticketnumber"] = $"CAS-{number:00000}-K8L2P1", ["title"] = $"Case {number}", ["prioritycode"] = 2, ["customerid"] = DataverseSandbox.Id(1),
        }),
        Table("systemuser", "User", UserColumns, "fullname", 2, number => new() { ["fullname"] = $"Joe Worker {number}", ["internalemailaddress"] = $"joe{number}@example.com" }),
    ];

    private static RecordTable Table(string name, string label, TableField[] columns, string displayColumn, int rows, Func<int, JsonObject> values)
    {
        var table = new RecordTable(name, label, columns, displayColumn);
        for (var number = 1; number <= rows; number++)
        {
            var row = Empty(table, DataverseSandbox.Id(number));
            foreach (var (column, value) in values(number))
            {
                row[column] = value?.DeepClone();
            }

            table.Add(DataverseSandbox.Id(number), row);
        }

        return table;
    }
}
