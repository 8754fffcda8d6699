using FunctionsConnector.Sandbox.Autotask.Records;

namespace FunctionsConnector.Sandbox.Autotask.Patching;

/// <summary>
/// The rules between the fields of a ticket: its contact, location, contract and configuration item belong to its company; resource and
/// role match.
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
            // A changed company with the old contact has another message than a contact of another company.
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

        // The wording is assumed: the vendor documents the rule, not the message.
        return draft.Number("contractID") is { } contract && contract != company ? AutotaskMessages.UnknownReference("contractID") : null;
    }

    /// <summary>The required fields depend on the ticket category, which the tenant configures.</summary>
    private static string? CheckCategory(RecordDraft draft) =>
        draft.Number("ticketCategory") == Incident && draft["queueID"] is null ? AutotaskMessages.Required("queueID") : null;
}
