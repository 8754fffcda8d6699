using FunctionsConnector.Sandbox.Autotask.Metadata;
using static FunctionsConnector.Sandbox.Autotask.Metadata.Fields;

namespace FunctionsConnector.Sandbox.Autotask.Entities;

/// <summary>Configuration items, one for each company and a few more.</summary>
internal static class ConfigurationItems
{
    public static SeededEntity Seeded { get; } = new(new("ConfigurationItems", "ConfigurationItem", Standard, UserDefined), 40, Values);

    private static IReadOnlyList<FieldDefinition> Standard =>
    [
        Id(),
        Reference("companyID", "Company").Required(),
        Reference("companyLocationID", "CompanyLocation"),
        Numbered("configurationItemCategoryID", "Standard", "Server"),
        Choice("configurationItemType",
        [
            new("1", "Workstation"),
            new("2", "Server"),
            new("3", "Switch"),
            new ChoiceDefinition("4", "Pager").Inactive(),
        ]),
        Reference("contactID", "Contact"),
        Reference("contractID", "Contract"),
        Instant("createDate").ReadOnly(),
        Double("dailyCost"),
        Day("installDate"),
        Reference("installedByID", "Resource").ReadOnly(),
        Flag("isActive").Required(),
        Instant("lastModifiedTime").Stamp(),
        Text("location", 100),
        Text("notes", 8000),
        Double("numberOfUsers"),
        Reference("parentConfigurationItemID", "ConfigurationItem"),
        Reference("productID", "Product").Required(),
        Text("referenceNumber", 50),
        Text("referenceTitle", 200),
        Text("serialNumber", 100),
        Day("warrantyExpirationDate"),
    ];

    private static IReadOnlyList<FieldDefinition> UserDefined =>
    [
        Text("Operating system", 255),
        List("Backup", new("daily", "Every day"), new("weekly", "Every week"), new("none", "None")),
        Double("Memory in GB"),
        Instant("Next inspection"),
    ];

    private static Dictionary<string, object?> Values(long id) => new()
    {
        ["companyID"] = SeededEntities.Round(id, SeededEntities.Companies),
        ["configurationItemType"] = 1L,
        ["referenceTitle"] = $"SANDBOX-PC-{id:D3}",
        ["serialNumber"] = $"SN{id:D6}",
        ["productID"] = 1L,
        ["isActive"] = true,
        ["installDate"] = SeededEntities.Day(id),
        ["warrantyExpirationDate"] = SeededEntities.Day(id, 1095),
        ["createDate"] = SeededEntities.Instant(id),
        ["installedByID"] = 1L,
        ["lastModifiedTime"] = SeededEntities.Instant(id, 1),
        ["Backup"] = "daily",
        ["Memory in GB"] = "16",
    };
}
