using FunctionsConnector.Sandbox.Dataverse;
using FunctionsConnector.Sandbox.ServiceNow;

namespace FunctionsConnector.EndToEnd.Tests.Profiles.Matrix;

/// <summary>What the rows of the matrix take of a built-in profile and its simulated vendor.</summary>
/// <param name="RecordType">A record type.</param>
/// <param name="IdOf">The id of a record by its number.</param>
/// <param name="Vendor">The simulated vendor.</param>
/// <param name="AddTo">Adds the system to the settings.</param>
internal sealed record ProfileUnderTest(
    string RecordType, Func<int, string> IdOf, Func<SandboxServer, IVendorSandbox> Vendor, Action<SandboxServer, Dictionary<string, string?>> AddTo)
{
    public static readonly IReadOnlyDictionary<string, ProfileUnderTest> All = new Dictionary<string, ProfileUnderTest>
    {
        ["servicenow"] = new("incident", number => ServiceNowSandbox.SysId(number), sandbox => sandbox.ServiceNow, ProfileSettings.AddServiceNow)
        {
            MissingId = new string('f', 32),
            Text = ("Short description", "short_description"),
            Filled = ("Company", "company"),
            Choice = ("State", "On Hold", "state", "3"),
            Ignored = ("Resolution notes", "close_notes"),
            Words = "security constraints",
            Version = null, // The Table API documents no If-Match; sys_mod_count can be compared only before the update.
        },
        ["dataverse"] = new("account", number => DataverseSandbox.Id(number), sandbox => sandbox.Dataverse, ProfileSettings.AddDataverse)
        {
            MissingId = DataverseSandbox.Id(999_999),
            Text = ("Account Name", "name"),
            Filled = ("description", "description"),
            Choice = ("Category", "Standard", "accountcategorycode", "2"),
            Ignored = ("Account Number", "accountnumber"),
            Words = "prvWriteaccount",
            Version = "W/",
        },
        ["hubspot"] = new("tickets", number => $"{number}", sandbox => sandbox.HubSpot, ProfileSettings.AddHubSpot)
        {
            MissingId = "999999",
            Text = ("Ticket name", "subject"),
            Filled = ("Priority", "hs_ticket_priority"),
            Choice = ("Ticket status", "Closed", "hs_pipeline_stage", "4"),
            Ignored = ("Order number", "order_number"),
            Words = "required scopes",
            Version = null, // CRM objects have no version and no If-Match.
        },
        ["azuredevops"] = new("Bug", number => $"{number}", sandbox => sandbox.AzureDevOps, ProfileSettings.AddAzureDevOps)
        {
            MissingId = "101", // A work item of another type.
            Text = ("Title", "System.Title"),
            Filled = ("Assigned To", "System.AssignedTo"),
            Choice = ("State", "active", "System.State", "Active"),
            Ignored = ("Reason", "System.Reason"),
            Words = "TF237111",
            Version = "/rev",
        },
    };

    /// <summary>The form of an id that no record of the type has.</summary>
    public required string MissingId { get; init; }

    /// <summary>A text field that has a value.</summary>
    public required (string Label, string Name) Text { get; init; }

    /// <summary>A field that has a value and may be cleared.</summary>
    public required (string Label, string Name) Filled { get; init; }

    /// <summary>A field with choices, one of them, and what the record then holds.</summary>
    public required (string Label, string Choice, string Name, string Held) Choice { get; init; }

    /// <summary>A text field that the simulated vendor can drop.</summary>
    public required (string Label, string Name) Ignored { get; init; }

    /// <summary>A part of the vendor's text when it refuses an update for a lack of rights.</summary>
    public required string Words { get; init; }

    /// <summary>A part of the request that names the version; null for a vendor without versions.</summary>
    public required string? Version { get; init; }
}
