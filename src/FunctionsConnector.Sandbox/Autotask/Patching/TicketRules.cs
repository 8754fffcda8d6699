using FunctionsConnector.Sandbox.Autotask.Records;

namespace FunctionsConnector.Sandbox.Autotask.Patching;

/// <summary>
/// What must fit together in a ticket: its company's contact, location, contract and configuration item; resource and role.
/// </summary>
internal static class TicketRules
{
    private const long Incident = 4;

    public static string? Check(RecordDraft draft, References references) =>
        ResourceRules.Check(draft) ?? CheckCompany(draft, references) ?? CheckCategory(draft);

    private static string? CheckCompany(RecordDraft draft, References references)
    {
        var company = draft.Number("companyID")!.Value;
        var contactCompany = draft.Number("contactID") is { } contact ? references.CompanyOf("Contacts", contact) : null;
        if (contactCompany is not null && contactCompany != company && contactCompany != references.ParentOf(company))
        {
            // A company changed without its contact gets other words than a contact of another company.
            return draft.IsSent("companyID") && !draft.IsSent("contactID")
                ? AutotaskMessages.UnknownReference("contactID")
                : AutotaskMessages.ContactOfOtherCompany;
        }

        var item = draft.Number("configurationItemID");
        var itemCompany = item is null ? null : references.CompanyOf("ConfigurationItems", item.Value);
        if (itemCompany is not null && itemCompany != company)
        {
            return AutotaskMessages.ItemOfOtherCompany(item!.Value, company);
        }

        if (draft.Number("companyLocationID") is { } location
            && location != company && location != itemCompany && location != contactCompany)
        {
            return AutotaskMessages.LocationOfOtherCompany(location);
        }

        // Assumed wording: that a contract must be the company's is documented, the refusal is not.
        return draft.Number("contractID") is { } contract && contract != company ? AutotaskMessages.UnknownReference("contractID") : null;
    }

    /// <summary>Which fields are required depends on the ticket category, which the tenant configures.</summary>
    private static string? CheckCategory(RecordDraft draft) =>
        draft.Number("ticketCategory") == Incident && draft["queueID"] is null ? AutotaskMessages.Required("queueID") : null;
}
