using FunctionsConnector.Sandbox.Autotask.Metadata;
using static FunctionsConnector.Sandbox.Autotask.Metadata.Fields;

namespace FunctionsConnector.Sandbox.Autotask.Entities;

/// <summary>Contacts, two for each company; their <c>isActive</c> is a number without a picklist. The last one is inactive.</summary>
internal static class Contacts
{
    private const int Count = 2 * SeededEntities.Companies;

    public static SeededEntity Seeded { get; } = new(
        new("Contacts", "Contact", Standard, UserDefined) { Parent = new("Companies", "Contacts", "companyID") }, Count, Values);

    private static IReadOnlyList<FieldDefinition> Standard =>
    [
        Id(),
        Text("addressLine", 128),
        Text("alternatePhone", 32),
        Text("city", 32),
        Reference("companyID", "Company").Required(),
        Reference("companyLocationID", "CompanyLocation"),
        Instant("createDate").ReadOnly(),
        Text("emailAddress", 254),
        Text("emailAddress2", 254),
        Text("emailAddress3", 254),
        Text("externalID", 50),
        Text("firstName", 50).Required(),
        Integer("isActive").Required(),
        Flag("isOptedOutFromBulkEmail"),
        Instant("lastActivityDate").Stamp(),
        Instant("lastModifiedDate").Stamp(),
        Text("lastName", 50),
        Text("middleInitial", 50),
        Text("mobilePhone", 25),
        Numbered("namePrefix", "Mr.", "Ms.", "Dr."),
        Text("note", 50),
        Text("phone", 25),
        Flag("primaryContact"),
        Text("title", 50),
        Text("zipCode", 16),
    ];

    private static IReadOnlyList<FieldDefinition> UserDefined =>
    [
        Text("Preferred greeting", 100),
        List("Newsletter", new("Ja", "Ja"), new("Nein", "Nein")),
    ];

    private static Dictionary<string, object?> Values(long id) => new()
    {
        ["companyID"] = SeededEntities.Round(id, SeededEntities.Companies),
        ["firstName"] = $"First{id}",
        ["lastName"] = $"Last{id}",
        ["middleInitial"] = "Q",
        ["emailAddress"] = $"contact{id}@customer.example",
        ["phone"] = $"555-02{id:D2}",
        ["isActive"] = id == Count ? 0L : 1L,
        ["isOptedOutFromBulkEmail"] = false,
        ["primaryContact"] = id <= SeededEntities.Companies,
        ["createDate"] = SeededEntities.Instant(id),
        ["lastActivityDate"] = SeededEntities.Instant(id, 1),
        ["lastModifiedDate"] = SeededEntities.Instant(id, 1),
        ["Newsletter"] = "Nein",
    };
}
