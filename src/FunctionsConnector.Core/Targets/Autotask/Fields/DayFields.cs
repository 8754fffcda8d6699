using System.Collections.Frozen;
using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Core.Targets.Autotask.Fields;

/// <summary>
/// Which date fields are days. Where Autotask's user interface takes no time, the API takes the date and sets midnight UTC; everything else
/// is an instant in UTC (the vendor's developer help, "REST API calls"). The metadata says
/// <c>datetime</c> of both, the names do not tell them apart, and the vendor has no list. So this is one.
/// </summary>
internal static class DayFields
{
    /// <summary>Entities whose days are known; their other fields are instants.</summary>
    private static readonly FrozenDictionary<string, string[]> Days = new Dictionary<string, string[]>
    {
        // Seen in responses of live tenants: midnight UTC.
        ["TimeEntries"] = ["dateWorked"],
        ["Contracts"] = ["startDate", "endDate"],
        ["Projects"] = ["startDateTime", "endDateTime"],

        // Written and read as midnight by public clients of the API.
        ["Phases"] = ["startDate", "dueDate"],
        ["Opportunities"] = ["projectedCloseDate", "startDate", "promisedFulfillmentDate", "throughDate", "closedDate", "lostDate"],

        // Derived from the vendor's rule: the user interface takes no time.
        ["ContractBlocks"] = ["datePurchased", "startDate", "endDate"],
        ["ContractRetainers"] = ["datePurchased", "startDate", "endDate"],
        ["ContractTicketPurchases"] = ["datePurchased", "startDate", "endDate"],
        ["ContractMilestones"] = ["dateDue"],
        ["ContractCharges"] = ["datePurchased"],
        ["ProjectCharges"] = ["datePurchased"],
        ["TicketCharges"] = ["datePurchased"],
        ["ChangeOrderCharges"] = ["datePurchased"],
        ["ConfigurationItems"] = ["installDate", "warrantyExpirationDate"],
        ["Quotes"] = ["effectiveDate", "expirationDate"],
        ["Invoices"] = ["dueDate", "fromDate", "toDate", "paidDate"],
        ["BillingItems"] = ["itemDate", "postedDate"],
        ["Subscriptions"] = ["effectiveDate", "expirationDate"],
        ["ExpenseItems"] = ["expenseDate"],
        ["ExpenseReports"] = ["weekEnding"],
        ["PurchaseOrders"] = ["latestEstimatedArrivalDate", "shippingDate"],
        ["PurchaseOrderItems"] = ["estimatedArrivalDate"],
        ["SalesOrders"] = ["salesOrderDate", "promisedFulfillmentDate"],
        ["Holidays"] = ["holidayDate"],
        ["Resources"] = ["hireDate"],

        // The user interface takes a time in each of them.
        ["Tickets"] = [],
        ["Appointments"] = [],
        ["ServiceCalls"] = [],
        ["CompanyToDos"] = [],
        ["Tasks"] = [],
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Sources disagree on the fields of a task, and none names that of an invoice.</summary>
    private static readonly FrozenDictionary<string, string[]> Open = new Dictionary<string, string[]>
    {
        ["Tasks"] = ["startDateTime", "endDateTime"],
        ["Invoices"] = ["invoiceDateTime"],
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>A date field as a day, an instant, or, where nothing is known, as either.</summary>
    public static Field Decide(string entity, Field field)
    {
        if (field.Type is not FieldType.DateTime)
        {
            return field;
        }

        // The user interface takes a date without a time for every user-defined field of this type.
        if (field.IsCustom || (Days.TryGetValue(entity, out var days) && Names(days, field)))
        {
            return field with { Type = FieldType.Date };
        }

        return field with { TakesDays = days is null || (Open.TryGetValue(entity, out var open) && Names(open, field)) };
    }

    private static bool Names(string[] names, Field field) => names.Contains(field.Name, StringComparer.OrdinalIgnoreCase);
}
