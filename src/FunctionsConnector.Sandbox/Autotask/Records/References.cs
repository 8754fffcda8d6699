namespace FunctionsConnector.Sandbox.Autotask.Records;

/// <summary>Which ids exist, also in entities that the sandbox does not play.</summary>
internal sealed class References(RecordStore records)
{
    /// <summary>Resource 10 has left the company; resource 9 may only use the API.</summary>
    public const int InactiveResource = 10;

    public const int RestrictedResource = 9;

    public const int InactiveBillingCode = 10;

    private static readonly Dictionary<string, string> Played = new()
    {
        ["Company"] = "Companies",
        ["ConfigurationItem"] = "ConfigurationItems",
        ["Contact"] = "Contacts",
        ["Project"] = "Projects",
        ["Task"] = "Tasks",
        ["Ticket"] = "Tickets",
    };

    /// <summary>Entities of which only the ids 1 to this are known. Location and contract n belong to company n.</summary>
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

    public bool Exists(string entityType, long id) => Played.TryGetValue(entityType, out var entity)
        ? records.Find(entity, id) is not null
        : Known.TryGetValue(entityType, out var count) && id >= 1 && id <= count;

    public bool IsActive(string entityType, long id) => entityType switch
    {
        "Resource" => id != InactiveResource,
        "Contact" => records.Find("Contacts", id)?.State.Number("isActive") != 0,
        _ => true,
    };

    /// <summary>Every resource may act in role 1, odd ones also in role 2 and even ones in role 3; nobody has the others.</summary>
    public static bool MayAct(long resource, long role) => role == 1 || role == (resource % 2 == 0 ? 3 : 2);

    public long? CompanyOf(string entity, long id) => records.Find(entity, id)?.State.Number("companyID");

    public long? ParentOf(long company) => records.Find("Companies", company)?.State.Number("parentCompanyID");
}
