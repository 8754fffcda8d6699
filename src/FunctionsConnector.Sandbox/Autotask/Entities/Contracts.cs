using FunctionsConnector.Sandbox.Autotask.Metadata;
using static FunctionsConnector.Sandbox.Autotask.Metadata.Fields;

namespace FunctionsConnector.Sandbox.Autotask.Entities;

/// <summary>
/// Contracts, one for each company, all of one name, as live tenants have them. Their dates are days, and they have no <c>isActive</c>.
/// </summary>
internal static class Contracts
{
    public static SeededEntity Seeded { get; } = new(
        new("Contracts", "Contract", Standard, UserDefined), SeededEntities.Companies, Values);

    private static IReadOnlyList<FieldDefinition> Standard =>
    [
        Id(),
        Reference("companyID", "Company").Required(),
        Reference("contactID", "Contact"),
        Text("contractName", 100).Required(),
        Text("contractNumber", 50),
        Numbered("contractType", "Time & Materials", "Fixed Price", "Block Hours", "Retainer").Required().ReadOnly(),
        Text("description", 2000),
        Day("endDate").Required(),
        Decimal("estimatedRevenue"),
        Day("startDate").Required(),
        Choice("status", [new("0", "Inactive"), new("1", "Active")]).Required(),
    ];

    private static IReadOnlyList<FieldDefinition> UserDefined => [Instant("Notice until"), Text("Signed by", 255)];

    private static Dictionary<string, object?> Values(long id) => new()
    {
        ["companyID"] = id,
        ["contractName"] = "Managed Services",
        ["contractNumber"] = $"MS-{id:D3}",
        ["contractType"] = 1L,
        ["startDate"] = SeededEntities.Day(id),
        ["endDate"] = SeededEntities.Day(id, 365),
        ["estimatedRevenue"] = 1200.5m,
        ["status"] = 1L,
    };
}
