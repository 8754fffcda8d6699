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
        ["Project"] = "Projects",
        ["Task"] = "Tasks",
        ["Ticket"] = "Tickets",
    };

    /// <summary>The number of records of entities that are not simulated; their ids start at 1. Location and contract n belong to company n.</summary>
    private static readonly Dictionary<string, int> Known = new()
    {
        ["BillingCode"] = 10,
        ["CompanyLocation"] = Entities.SeededEntities.Companies,
        ["Contract"] = Entities.SeededEntities.Companies,
        ["Department"] = 3,
        ["Phase"] = 20,
        ["Product"] = 10,
        ["Resource"] = 10,
        ["Role"] = 5,
    };

    public bool Exists(string entityType, long id) => Simulated.TryGetValue(entityType, out var entity)
        ? records.Find(entity, id) is not null
        : Known.TryGetValue(entityType, out var count) && id >= 1 && id <= count;

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
