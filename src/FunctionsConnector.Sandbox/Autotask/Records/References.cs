using FunctionsConnector.Sandbox.Autotask.Queries;

namespace FunctionsConnector.Sandbox.Autotask.Records;

/// <summary>The existing ids, also of entities that the sandbox does not simulate.</summary>
internal sealed class References(RecordStore records)
{
    /// <summary>Resource 10 is inactive; resource 9 may only use the API.</summary>
    public const int InactiveResource = 10;

    public const int RestrictedResource = 9;

    public const int InactiveBillingCode = 10;

    private static readonly Dictionary<string, string> Simulated = new()
    {
        ["Company"] = "Companies",
        ["ConfigurationItem"] = "ConfigurationItems",
        ["Contact"] = "Contacts",
        ["Contract"] = "Contracts",
        ["Project"] = "Projects",
        ["Task"] = "Tasks",
        ["Ticket"] = "Tickets",
    };

    public bool Exists(string entityType, long id) => Simulated.TryGetValue(entityType, out var entity)
        ? records.Find(entity, id) is not null
        : NamedEntities.All.FirstOrDefault(named => named.TypeName == entityType) is { } other && id >= 1 && id <= other.Count;

    public bool IsActive(string entityType, long id) => entityType switch
    {
        "Resource" => id != InactiveResource,
        "Contact" => records.Find("Contacts", id)?.State.Number("isActive") != 0,
        _ => true,
    };

    /// <summary>Every resource has role 1. Odd ones also have role 2, even ones role 3. No resource has another role.</summary>
    public static bool HasRole(long resource, long role) => role == 1 || role == (resource % 2 == 0 ? 3 : 2);

    public long? CompanyOf(string entity, long id) => records.Find(entity, id)?.State.Number("companyID");

    public long? ParentOf(long company) => records.Find("Companies", company)?.State.Number("parentCompanyID");
}
