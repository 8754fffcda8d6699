using FunctionsConnector.Sandbox.Autotask.Metadata;
using static FunctionsConnector.Sandbox.Autotask.Metadata.Fields;

namespace FunctionsConnector.Sandbox.Autotask.Entities;

/// <summary>The fields of a ticket (developer help, "Tickets entity"), with an invented tenant's picklists.</summary>
internal static class TicketFields
{
    public static IReadOnlyList<FieldDefinition> Writable { get; } =
    [
        Id(),
        Reference("assignedResourceID", "Resource"),
        Reference("assignedResourceRoleID", "Role"),
        Reference("billingCodeID", "BillingCode"),
        Numbered("changeApprovalStatus", "Not Assigned", "Assigned", "Requested", "Approved", "Rejected"),
        Text("changeInfoField1", 8000),
        Reference("companyID", "Company").Required(),
        Reference("companyLocationID", "CompanyLocation"),
        Reference("configurationItemID", "ConfigurationItem"),
        Reference("contactID", "Contact"),
        Reference("contractID", "Contract"),
        Text("description", 8000),
        Instant("dueDateTime"),
        Decimal("estimatedHours"),
        Text("externalID", 50),
        Flag("isAssignedToComanaged"),
        Flag("isVisibleToComanaged"),
        Choice("issueType",
        [
            new("4", "Workstation"),
            new("5", "Network"),
            new("6", "Printer"),
            new ChoiceDefinition("7", "Fax").Inactive(),
        ]),
        Integer("monitorID"),
        // Live tenants spell the parent field in another case than its own definition.
        Choice("subIssueType",
        [
            new ChoiceDefinition("41", "Hardware").Under("4"),
            new ChoiceDefinition("42", "Software").Under("4"),
            new ChoiceDefinition("51", "Hardware").Under("5"),
            new ChoiceDefinition("52", "Wireless").Under("5"),
            new ChoiceDefinition("53", "Dial-up").Under("5").Inactive(),
            new ChoiceDefinition("61", "Toner").Under("6"),
        ]).DependingOn("IssueType"),
        // Value 3 is absent: the ids of common labels differ between tenants.
        Choice("priority", [new("1", "High"), new("2", "Medium"), new("4", "Critical")]).Required(),
        Reference("problemTicketId", "Ticket"),
        Reference("projectID", "Project"),
        Text("purchaseOrderNumber", 50),
        Choice("queueID",
        [
            new("29682833", "Level I Support"),
            new("29682969", "Level II Support"),
            new("5", "Client Portal"),
            new("6", "Post Sale"),
        ]),
        Text("resolution", 32000),
        Numbered("serviceLevelAgreementID", "Standard SLA", "Premium SLA"),
        Numbered("source", "Phone", "Email", "Portal", "Monitoring Alert"),
        Choice("status",
        [
            new ChoiceDefinition("1", "New").BuiltIn(),
            new ChoiceDefinition("5", "Complete").BuiltIn(),
            new("7", "Waiting Customer"),
            new("8", "In Progress"),
            new("9", "Waiting Materials"),
            new ChoiceDefinition("12", "Waiting Approval").Inactive(),
        ]).Required(),
        Choice("ticketCategory",
        [
            new ChoiceDefinition("3", "Standard").BuiltIn(),
            new("4", "Incident"),
            new("5", "Change Management"),
        ]).Required(),
        Numbered("ticketType", "Service Request", "Incident", "Problem", "Change Request", "Alert"),
        Text("title", 255).Required(),
    ];

    /// <summary>The fields that the vendor maintains.</summary>
    public static IReadOnlyList<FieldDefinition> Maintained { get; } =
    [
        Integer("apiVendorID").ReadOnly(),
        Reference("completedByResourceID", "Resource").ReadOnly(),
        Instant("completedDate").ReadOnly(),
        Instant("createDate").ReadOnly(),
        Reference("creatorResourceID", "Resource").ReadOnly(),
        Numbered("creatorType", "Resource", "Contact").ReadOnly(),
        Instant("firstResponseDateTime").ReadOnly(),
        Decimal("hoursToBeScheduled").ReadOnly(),
        Instant("lastActivityDate").Stamp(),
        Numbered("lastActivityPersonType", "Resource", "Contact").ReadOnly(),
        Instant("lastCustomerVisibleActivityDateTime").ReadOnly(),
        Instant("lastTrackedModificationDateTime").Stamp(),
        Instant("resolvedDateTime").ReadOnly(),
        Flag("serviceLevelAgreementHasBeenMet").ReadOnly(),
        Text("ticketNumber", 50).ReadOnly(),
    ];

    public static IReadOnlyList<FieldDefinition> UserDefined { get; } =
    [
        Text("Contact overview", 8000),
        List("CustomerRanking",
            new("Golden", "Golden"),
            new("Silver", "Silver"),
            new("Quote Needed", "1-Quote Needed"),
            new ChoiceDefinition("Bronze", "Bronze").Inactive()).Labelled("Customer ranking"),
        Double("Estimated value"),
        Instant("Go-live date"),
        Text("Legacy ticket key", 50).ReadOnly(),
    ];
}
