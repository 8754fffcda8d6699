using System.Collections.Frozen;

namespace FunctionsConnector.Core.Targets.Autotask.Dialect;

/// <summary>
/// The PATCH routes of the vendor's API document (110, and the 12 that its list of April 2021 adds). An entity with metadata or queries
/// need not have a PATCH route, so routes are never inferred.
/// </summary>
/// <remarks>
/// Parent fields are the ones that API clients use. Those of webhook fields, user-defined field lists, task predecessors and documents
/// are derived from their parents' names and have not been seen; an update of a record without its parent field is refused. SalesOrders
/// and TaskNotes have both kinds of route; the root route is used, because it needs no parent.
/// </remarks>
internal static class Routes
{
    public static readonly FrozenDictionary<string, Route> ByEntity = Root(
            "ActionTypes", "Appointments", "BillingItems", "ChangeOrderCharges", "ChecklistLibraries", "ClientPortalUsers", "Companies",
            "CompanyWebhooks", "ConfigurationItemCategories", "ConfigurationItemExts", "ConfigurationItemTypes", "ConfigurationItemWebhooks",
            "ConfigurationItems", "ContactGroups", "ContactWebhooks", "ContractExclusionSets", "Contracts", "Countries", "Currencies",
            "Departments", "DocumentCategories", "DomainRegistrars", "ExpenseReports", "HolidaySets", "IntegrationVendorWidgets",
            "InternalLocationWithBusinessHours", "InventoryItems", "InventoryLocations", "Invoices", "Opportunities",
            "OrganizationalLevel1s", "OrganizationalLevel2s", "OrganizationalLevelAssociations", "PaymentTerms", "PriceListMaterialCodes",
            "PriceListProductTiers", "PriceListProducts", "PriceListRoles", "PriceListServiceBundles", "PriceListServices",
            "PriceListWorkTypeModifiers", "Products", "Projects", "PurchaseApprovals", "PurchaseOrders", "QuoteLocations", "Quotes",
            "Resources", "Roles", "SalesOrders", "ServiceBundles", "ServiceCalls", "Services", "Subscriptions", "TagGroups", "Tags",
            "TaskNotes", "TaxCategories", "TaxRegions", "Taxes", "TicketCategories", "Tickets", "TimeEntries",
            "UserDefinedFieldDefinitions", "WorkTypeModifiers")
        .Concat(Under("ChecklistLibraries", "checklistLibraryID", ("ChecklistItems", "ChecklistLibraryChecklistItems")))
        .Concat(Under(
            "Companies",
            "companyID",
            ("Alerts", "CompanyAlerts"),
            ("Contacts", "Contacts"),
            ("Locations", "CompanyLocations"),
            ("Notes", "CompanyNotes"),
            ("SiteConfigurations", "CompanySiteConfigurations"),
            ("ToDos", "CompanyToDos")))
        .Concat(Under("CompanyWebhooks", "webhookID", ("Fields", "CompanyWebhookFields"), ("UdfFields", "CompanyWebhookUdfFields")))
        .Concat(Under("ConfigurationItemCategories", "configurationItemCategoryID", ("UdfAssociations", "ConfigurationItemCategoryUdfAssociations")))
        .Concat(Under("ConfigurationItemWebhooks", "webhookID", ("Fields", "ConfigurationItemWebhookFields"), ("UdfFields", "ConfigurationItemWebhookUdfFields")))
        .Concat(Under(
            "ConfigurationItems",
            "configurationItemID",
            ("BillingProductAssociations", "ConfigurationItemBillingProductAssociations"),
            ("Notes", "ConfigurationItemNotes")))
        .Concat(Under("Contacts", "contactID", ("BillingProductAssociations", "ContactBillingProductAssociations")))
        .Concat(Under("ContactWebhooks", "webhookID", ("Fields", "ContactWebhookFields"), ("UdfFields", "ContactWebhookUdfFields")))
        .Concat(Under(
            "Contracts",
            "contractID",
            ("BillingRules", "ContractBillingRules"),
            ("BlockHourFactors", "ContractBlockHourFactors"),
            ("Blocks", "ContractBlocks"),
            ("Charges", "ContractCharges"),
            ("Milestones", "ContractMilestones"),
            ("Notes", "ContractNotes"),
            ("Rates", "ContractRates"),
            ("Retainers", "ContractRetainers"),
            ("RoleCosts", "ContractRoleCosts"),
            ("ServiceBundles", "ContractServiceBundles"),
            ("Services", "ContractServices"),
            ("TicketPurchases", "ContractTicketPurchases")))
        .Concat(Under("DocumentCategories", "documentCategoryID", ("Documents", "Documents")))
        .Concat(Under(
            "Documents",
            "documentID",
            ("ChecklistItems", "DocumentChecklistItems"),
            ("Notes", "DocumentNotes"),
            ("PlainTextContent", "DocumentPlainTextContent")))
        // The entity is ExpenseReports; the URL says Expenses.
        .Concat(Under("Expenses", "expenseReportID", ("Items", "ExpenseItems")))
        .Concat(Under("HolidaySets", "holidaySetID", ("Holidays", "Holidays")))
        .Concat(Under("InventoryItems", "inventoryItemID", ("SerialNumbers", "InventoryItemSerialNumbers")))
        .Concat(Under("Products", "productID", ("Notes", "ProductNotes"), ("Tiers", "ProductTiers"), ("Vendors", "ProductVendors")))
        .Concat(Under("Projects", "projectID", ("Charges", "ProjectCharges"), ("Notes", "ProjectNotes"), ("Phases", "Phases"), ("Tasks", "Tasks")))
        .Concat(Under("PurchaseOrders", "orderID", ("Items", "PurchaseOrderItems")))
        .Concat(Under("Quotes", "quoteID", ("Items", "QuoteItems")))
        .Concat(Under(
            "Resources",
            "resourceID",
            ("RoleDepartments", "ResourceRoleDepartments"),
            ("RoleQueues", "ResourceRoleQueues"),
            ("ServiceDeskRoles", "ResourceServiceDeskRoles"),
            ("Skills", "ResourceSkills")))
        .Concat(Under("Tasks", "successorTaskID", ("Predecessors", "TaskPredecessors")))
        .Concat(Under(
            "Tickets",
            "ticketID",
            ("Charges", "TicketCharges"),
            ("ChecklistItems", "TicketChecklistItems"),
            ("Notes", "TicketNotes"),
            ("RmaCredits", "TicketRmaCredits")))
        .Concat(Under("UserDefinedFields", "udfFieldID", ("ListItems", "UserDefinedFieldListItems")))
        .ToFrozenDictionary(route => route.Entity, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<Route> Root(params string[] entities) => entities.Select(entity => new Route(entity, null, null, null));

    private static IEnumerable<Route> Under(string parent, string parentField, params (string Child, string Entity)[] children)
    {
        foreach (var (child, entity) in children)
        {
            yield return new Route(entity, parent, child, parentField);
        }
    }
}
