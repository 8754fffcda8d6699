using FunctionsConnector.Sandbox.AzureDevOps;
using FunctionsConnector.Sandbox.Dataverse;
using FunctionsConnector.Sandbox.HubSpot;
using FunctionsConnector.Sandbox.ServiceNow;
using FunctionsConnector.Sandbox.Values;

namespace FunctionsConnector.EndToEnd.Tests.Truth;

/// <summary>The random updates of each built-in profile.</summary>
internal static class ProfileUpdates
{
    /// <summary>What the system itself changes with every update.</summary>
    public static readonly IReadOnlyList<string> Stamps =
    [
        "sys_mod_count", "sys_updated_on", "sys_updated_by", "modifiedon", "versionnumber", "hs_lastmodifieddate", "System.Rev", "System.ChangedDate",
    ];

    public static void AddAll(SandboxServer sandbox, Dictionary<string, string?> settings)
    {
        ProfileSettings.AddServiceNow(sandbox, settings);
        ProfileSettings.AddDataverse(sandbox, settings);
        ProfileSettings.AddHubSpot(sandbox, settings);
        ProfileSettings.AddAzureDevOps(sandbox, settings);
        settings["Systems:hubspot:CallsPerMinute"] = "1000000";
        settings["Systems:dataverse:CallsPerMinute"] = "1000000";
    }

    public static IRandomUpdates Of(string system) => system switch
    {
        "servicenow" => new RandomProfileUpdates<ServiceNowBehavior>("incident", 40, sandbox => sandbox.ServiceNow, behavior => behavior with { ChangesShowAfter = IRandomUpdates.Lateness },
        [
            ("Short description", "One", "short_description", "One"), ("short_description", "Twö \"2\"", "short_description", "Twö \"2\""), ("state", "On Hold", "state", "3"),
            ("State", 1, "state", "1"), ("Channel", "Email", "contact_type", "email"), ("u_budget", "12.3456", "u_budget", "12.35"), ("u_budget", "7.25", "u_budget", "7.25"),
            ("u_in_contract", true, "u_in_contract", "true"), ("u_visit", "2027-03-28", "u_visit", "2027-03-28"), ("u_visit", null, "u_visit", ""),
            ("due_date", "2026-12-31T23:30:00Z", "due_date", "2026-12-31 23:30:00"), ("due_date", "2027-02-03T04:05:06Z", "due_date", "2027-02-03 04:05:06"), ("due_date", null, "due_date", ""),
            ("u_in_contract", false, "u_in_contract", "false"), ("Channel", "Phone", "contact_type", "phone"), ("Channel", null, "contact_type", ""), ("u_visit", "2027-11-07", "u_visit", "2027-11-07"),
            ("Company", null, "company", ""), ("Company", "ACME North America", "company", "31bea3d53790200044e0bfc8bcbe5dec"), ("Resolution notes", "ignored", "close_notes", "ignored"),
        ])
        { IdOf = ServiceNowSandbox.SysId, Stored = ("u_budget", StoredForm.Rounded), Ignored = "close_notes" },
        "dataverse" => new RandomProfileUpdates<DataverseBehavior>("account", 40, sandbox => sandbox.Dataverse, behavior => behavior with { CallLimit = 0, ChangesShowAfter = IRandomUpdates.Lateness },
        [
            ("Account Name", "One", "name", "One"), ("name", "Twö \"2\"", "name", "Twö \"2\""), ("Category", "Standard", "accountcategorycode", "2"), ("Category", null, "accountcategorycode", ""),
            ("creditonhold", true, "creditonhold", "true"), ("numberofemployees", 250, "numberofemployees", "250"), ("new_renewal", "2027-03-28", "new_renewal", "2027-03-28"),
            ("Colors", "Red,Blue", "new_colors", "1,3"), ("emailaddress1", "Ann@Example.com", "emailaddress1", "ann@example.com"), ("emailaddress1", "joe@example.com", "emailaddress1", "joe@example.com"),
            ("Last On Hold Time", "2026-12-31T23:30:00Z", "lastonholdtime", "2026-12-31T23:30:00Z"), ("Last On Hold Time", null, "lastonholdtime", ""), ("Category", 1, "accountcategorycode", "1"),
            ("creditonhold", false, "creditonhold", "false"), ("numberofemployees", 300, "numberofemployees", "300"), ("numberofemployees", null, "numberofemployees", ""),
            ("new_renewal", "2027-11-07", "new_renewal", "2027-11-07"), ("Colors", "Green", "new_colors", "2"), ("Colors", null, "new_colors", ""), ("Account Number", "ignored", "accountnumber", "ignored"),
        ])
        { IdOf = DataverseSandbox.Id, Stored = ("emailaddress1", StoredForm.LowerCase), Ignored = "accountnumber" },
        "hubspot" => new RandomProfileUpdates<HubSpotBehavior>("tickets", 40, sandbox => sandbox.HubSpot, behavior => behavior with { CallLimit = 0, ChangesShowAfter = IRandomUpdates.Lateness },
        [
            ("hs_ticket_priority", "High", "hs_ticket_priority", "HIGH"), ("Priority", null, "hs_ticket_priority", ""), ("Ticket name", "One", "subject", "One"),
            ("subject", "Twö \"2\"", "subject", "Twö \"2\""), ("Ticket status", "Closed", "hs_pipeline_stage", "4"), ("Category", "Product Issue,Billing Issue", "hs_ticket_category", "PRODUCT_ISSUE;BILLING_ISSUE"),
            ("amount", "12.3456", "amount", "12.35"), ("amount", "7.25", "amount", "7.25"), ("VIP", true, "vip", "true"), ("VIP", false, "vip", "false"), ("Ticket status", "New", "hs_pipeline_stage", "1"), ("Ticket status", "Waiting on us", "hs_pipeline_stage", "3"),
            ("Category", "Feature Request", "hs_ticket_category", "FEATURE_REQUEST"), ("Category", null, "hs_ticket_category", ""), ("Priority", "Medium", "hs_ticket_priority", "MEDIUM"), ("Due", "2027-11-07", "due", "2027-11-07"), ("Due", "2027-03-28", "due", "2027-03-28"), ("Due", null, "due", ""),
            ("Order number", "ignored", "order_number", "ignored"),
        ])
        { IdOf = id => $"{id}", Stored = ("amount", StoredForm.Rounded), Ignored = "order_number" },
        _ => new RandomProfileUpdates<AzureDevOpsBehavior>("Bug", 40, sandbox => sandbox.AzureDevOps, behavior => behavior with { ChangesShowAfter = IRandomUpdates.Lateness },
        [
            ("Title", "One", "System.Title", "One"), ("System.Title", "Twö \"2\"", "System.Title", "Twö \"2\""), ("Severity", "2 - High", "Microsoft.VSTS.Common.Severity", "2 - High"),
            ("Priority", "1", "Microsoft.VSTS.Common.Priority", "1"), ("Priority", null, "Microsoft.VSTS.Common.Priority", ""), ("Story Points", 2.5, "Microsoft.VSTS.Scheduling.StoryPoints", "2.5"),
            ("Blocked", true, "Custom.Blocked", "true"), ("Tags", "one;two", "System.Tags", "one; two"), ("Assigned To", "fabrikamfiber1@hotmail.com", "System.AssignedTo", "fabrikamfiber1@hotmail.com"),
            ("Assigned To", null, "System.AssignedTo", ""), ("System.Description", "<b class=\"x\">Hi</b>", "System.Description", "<b>Hi</b>"), ("Description", "Plain", "System.Description", "Plain"),
            ("Release", "2026-12-31T23:30:00Z", "Custom.Release", "2026-12-31T23:30:00Z"), ("Reason", "ignored", "System.Reason", "ignored"),
        ])
        { IdOf = id => $"{id}", Stored = ("System.Description", StoredForm.SanitisedMarkup), Ignored = "System.Reason" },
    };
}
