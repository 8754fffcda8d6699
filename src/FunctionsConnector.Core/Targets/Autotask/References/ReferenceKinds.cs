using System.Collections.Frozen;
using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Core.Targets.Autotask.References;

/// <summary>
/// The entities that people name otherwise than by their id, with the fields of the vendor's API document. Queues and service level
/// agreements are picklists.
/// </summary>
internal static class ReferenceKinds
{
    private const string Company = "companyID";
    private const string Project = "projectID";

    private static readonly FrozenDictionary<string, ReferenceKind> ByType = new ReferenceKind[]
    {
        new("Resource", "Resources", "e-mail, user name or full name", "userName")
        {
            // Tenants share an e-mail between resources; the user name is unique.
            Addresses = ["email", "email2", "email3", "userName"],
            HasFullName = true,
            Active = FieldType.Boolean,
        },
        new("Contact", "Contacts", "e-mail, or full name in the record's company")
        {
            Addresses = ["emailAddress", "emailAddress2", "emailAddress3"],
            HasFullName = true,
            Within = Company,
            // Unlike that of the other entities.
            Active = FieldType.Integer,
        },
        new("Company", "Companies", "name or number", "companyName", "companyNumber") { Active = FieldType.Boolean },
        new("Ticket", "Tickets", "number or title", "title", "ticketNumber"),
        new("Task", "Tasks", "number or title in the record's project", "title", "taskNumber") { Within = Project },
        new("Phase", "Phases", "number or title in the record's project", "title", "phaseNumber") { Within = Project },
        new("Project", "Projects", "name or number", "projectName", "projectNumber"),
        new("Contract", "Contracts", "name or number in the record's company", "contractName", "contractNumber") { Within = Company },
        new("ConfigurationItem", "ConfigurationItems", "reference title, reference number or serial number in the record's company", "referenceTitle", "referenceNumber", "serialNumber")
        {
            Within = Company,
            Active = FieldType.Boolean,
        },
        new("Product", "Products", "name or SKU", "name", "sku") { Active = FieldType.Boolean },
        new("Role", "Roles", "name", "name") { Active = FieldType.Boolean },
        new("Department", "Departments", "name", "name") { Active = FieldType.Boolean },
        new("CompanyLocation", "CompanyLocations", "name in the record's company", "name") { Within = Company, Active = FieldType.Boolean },
        new("BillingCode", "BillingCodes", "name", "name") { Active = FieldType.Boolean },
        new("Opportunity", "Opportunities", "title in the record's company", "title") { Within = Company },
        new("Country", "Countries", "name", "displayName"),
    }.ToFrozenDictionary(kind => kind.Type, StringComparer.OrdinalIgnoreCase);

    /// <summary>The older names of two entities, which metadata still has in places.</summary>
    private static readonly FrozenDictionary<string, string> OlderNames =
        new Dictionary<string, string> { ["Account"] = "Company", ["InstalledProduct"] = "ConfigurationItem" }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Work types: the billing codes of these entities.</summary>
    private static readonly ReferenceKind WorkType = ByType["BillingCode"] with { UseType = 1 };

    /// <summary>The kind of a field's records; null where they can only be named by their ids.</summary>
    /// <param name="type">The field's <c>referenceEntityType</c>.</param>
    /// <param name="entity">The entity that has the field.</param>
    public static ReferenceKind? Find(string type, string entity) => ByType.GetValueOrDefault(OlderNames.GetValueOrDefault(type, type)) switch
    {
        { Type: "BillingCode" } when entity is "Tickets" or "Tasks" or "TimeEntries" => WorkType,
        var kind => kind,
    };
}
