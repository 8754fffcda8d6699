using FunctionsConnector.Sandbox.Autotask.Metadata;
using static FunctionsConnector.Sandbox.Autotask.Metadata.Fields;

namespace FunctionsConnector.Sandbox.Autotask.Entities;

/// <summary>Companies; their <c>isActive</c> is a Boolean. Company 2 is a child of company 1, the last one is inactive.</summary>
internal static class Companies
{
    public static SeededEntity Seeded { get; } = new(
        new("Companies", "Company", Standard, UserDefined), SeededEntities.Companies, Values);

    private static IReadOnlyList<FieldDefinition> Standard =>
    [
        Id(),
        Text("additionalAddressInformation", 100),
        Text("address1", 128),
        Text("address2", 128),
        Text("alternatePhone1", 25),
        Decimal("assetValue"),
        Text("city", 50),
        Numbered("classification", "Gold", "Silver", "Bronze"),
        Text("companyName", 100).Required(),
        Text("companyNumber", 50),
        Numbered("companyType", "Customer", "Lead", "Prospect", "Dead", "Cancelation", "Vendor", "Partner").Required(),
        Integer("countryID"),
        Instant("createDate").ReadOnly(),
        Numbered("currencyID", "Euro", "US Dollar").ReadOnly(),
        Text("fax", 25),
        Flag("isActive"),
        Flag("isTaxExempt"),
        Instant("lastActivityDate").Stamp(),
        Instant("lastTrackedModifiedDateTime").Stamp(),
        Numbered("marketSegmentID", "Health", "Industry", "Public sector"),
        Reference("ownerResourceID", "Resource").Required(),
        Reference("parentCompanyID", "Company"),
        Text("phone", 25).Required(),
        Text("postalCode", 20),
        Text("sicCode", 32),
        Text("state", 25),
        Text("taxID", 50),
        Numbered("territoryID", "North", "South"),
        Text("webAddress", 255),
    ];

    private static IReadOnlyList<FieldDefinition> UserDefined =>
    [
        Text("Account note", 8000),
        List("Support tier", new("A", "A - all hours"), new("B", "B - office hours"), new("C", "C - best effort")),
        Double("Seats"),
        Instant("Contract review"),
    ];

    private static Dictionary<string, object?> Values(long id) => new()
    {
        ["companyName"] = $"Sandbox Company {id}",
        ["companyNumber"] = $"C{id:D5}",
        ["companyType"] = 1L,
        ["phone"] = $"555-01{id:D2}",
        ["city"] = "Exampleton",
        ["ownerResourceID"] = 1L,
        ["parentCompanyID"] = id == 2 ? 1L : null,
        ["isActive"] = id != SeededEntities.Companies,
        ["isTaxExempt"] = false,
        ["createDate"] = SeededEntities.Instant(id),
        ["currencyID"] = 1L,
        ["lastActivityDate"] = SeededEntities.Instant(id, 1),
        ["lastTrackedModifiedDateTime"] = SeededEntities.Instant(id, 1),
        ["Support tier"] = "B",
        ["Seats"] = "25",
    };
}
