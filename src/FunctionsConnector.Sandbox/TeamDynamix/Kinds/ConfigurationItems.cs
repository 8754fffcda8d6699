using FunctionsConnector.Sandbox.TeamDynamix.Attributes;
using FunctionsConnector.Sandbox.TeamDynamix.Items;
using FunctionsConnector.Sandbox.TeamDynamix.Lookups;
using static FunctionsConnector.Sandbox.TeamDynamix.Items.Fields;

namespace FunctionsConnector.Sandbox.TeamDynamix.Kinds;

/// <summary>Configuration items, which older builds cannot patch.</summary>
internal static class ConfigurationItems
{
    public static ItemKind Kind { get; } = new("cis", "configuration item", Standard)
    {
        Segment = "cmdb",
        TypeName = "ConfigurationItem",
        ComponentId = SeededAttributes.ConfigurationItem,
        AppClass = "TDAssets",
        IsPatchedByNewerBuildsOnly = true,
        RefusesInPlainText = true,
        Lookups = new Dictionary<string, Lookup>(StringComparer.OrdinalIgnoreCase)
        {
            ["types"] = AssetLookups.ConfigurationTypes,
            ["forms"] = AssetLookups.ConfigurationForms,
        },
    };

    public static SeededKind Seeded { get; } = new(Kind, 3001, 30, Values);

    private static IReadOnlyList<FieldDefinition> Standard =>
    [
        Number("ID").Kept(),
        Number("AppID").Kept(),
        Text("AppName").Following(item => Applications.Find(item.App)?.Name),
        Reference("FormID", AssetLookups.ConfigurationForms),
        Name("FormName", "FormID", AssetLookups.ConfigurationForms),
        Flag("IsSystemMaintained").Kept(),
        Number("BackingItemID").Kept(),
        Number("BackingItemType").Kept(),
        Text("Name").Required(),
        Reference("TypeID", AssetLookups.ConfigurationTypes),
        Name("TypeName", "TypeID", AssetLookups.ConfigurationTypes),
        Reference("MaintenanceScheduleID", AssetLookups.Schedules),
        Name("MaintenanceScheduleName", "MaintenanceScheduleID", AssetLookups.Schedules),
        Person("OwnerUID"),
        FullName("OwnerFullName", "OwnerUID"),
        // Looks like its neighbours, but has no pencil on the type's page.
        Reference("OwningDepartmentID", CommonLookups.Accounts).Kept(),
        Name("OwningDepartmentName", "OwningDepartmentID", CommonLookups.Accounts),
        Reference("OwningGroupID", CommonLookups.Groups),
        Name("OwningGroupName", "OwningGroupID", CommonLookups.Groups),
        Reference("LocationID", CommonLookups.Locations),
        Name("LocationName", "LocationID", CommonLookups.Locations),
        Reference("LocationRoomID", CommonLookups.Rooms),
        Name("LocationRoomName", "LocationRoomID", CommonLookups.Rooms),
        Flag("IsActive"),
        Moment("CreatedDateUtc").Kept(),
        Person("CreatedUid").Kept(),
        FullName("CreatedFullName", "CreatedUid"),
        Moment("ModifiedDateUtc").Stamp(),
        Person("ModifiedUid").Stamp(),
        FullName("ModifiedFullName", "ModifiedUid"),
        Text("ExternalID"),
        Reference("ExternalSourceID", AssetLookups.ExternalSources),
        Name("ExternalSourceName", "ExternalSourceID", AssetLookups.ExternalSources),
        Text("Uri").Following(item => $"api/{item.App}/cmdb/{item.Number("ID")}"),
    ];

    private static Dictionary<string, object?> Values(long id) => new()
    {
        ["AppID"] = (long)Applications.Assets,
        ["FormID"] = 411L,
        ["Name"] = $"sandbox-server-{id}",
        ["TypeID"] = 401L,
        ["OwnerUID"] = TeamDynamixPeople.Technician,
        ["OwningDepartmentID"] = 48L,
        ["OwningGroupID"] = 10L,
        ["LocationID"] = 302L,
        ["IsActive"] = true,
        ["CreatedDateUtc"] = SeededKind.Moment(id),
        ["CreatedUid"] = TeamDynamixPeople.Technician,
        ["ModifiedDateUtc"] = SeededKind.Moment(id, 1),
        ["ModifiedUid"] = TeamDynamixPeople.Technician,
        ["attributes/63001"] = "630011",
        ["attributes/63002"] = $"host{id}.sandbox.example",
    };
}
