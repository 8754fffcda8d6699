using FunctionsConnector.Sandbox.TeamDynamix.Attributes;
using FunctionsConnector.Sandbox.TeamDynamix.Items;
using FunctionsConnector.Sandbox.TeamDynamix.Lookups;
using static FunctionsConnector.Sandbox.TeamDynamix.Items.Fields;

namespace FunctionsConnector.Sandbox.TeamDynamix.Kinds;

/// <summary>Configuration items. Older builds cannot patch them.</summary>
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
        Number("ID").ReadOnly(),
        Number("AppID").ReadOnly(),
        Text("AppName").Computed(item => Applications.Find(item.App)?.Name),
        Reference("FormID", AssetLookups.ConfigurationForms),
        Name("FormName", "FormID", AssetLookups.ConfigurationForms),
        Flag("IsSystemMaintained").ReadOnly(),
        Number("BackingItemID").ReadOnly(),
        Number("BackingItemType").ReadOnly(),
        Text("Name").Required(),
        Reference("TypeID", AssetLookups.ConfigurationTypes),
        Name("TypeName", "TypeID", AssetLookups.ConfigurationTypes),
        Reference("MaintenanceScheduleID", AssetLookups.Schedules),
        Name("MaintenanceScheduleName", "MaintenanceScheduleID", AssetLookups.Schedules),
        Person("OwnerUID"),
        FullName("OwnerFullName", "OwnerUID"),
        // Unlike the fields around it, the vendor's documentation does not mark it as editable.
        Reference("OwningDepartmentID", CommonLookups.Accounts).ReadOnly(),
        Name("OwningDepartmentName", "OwningDepartmentID", CommonLookups.Accounts),
        Reference("OwningGroupID", CommonLookups.Groups),
        Name("OwningGroupName", "OwningGroupID", CommonLookups.Groups),
        Reference("LocationID", CommonLookups.Locations),
        Name("LocationName", "LocationID", CommonLookups.Locations),
        Reference("LocationRoomID", CommonLookups.Rooms),
        Name("LocationRoomName", "LocationRoomID", CommonLookups.Rooms),
        Flag("IsActive"),
        Instant("CreatedDateUtc").ReadOnly(),
        Person("CreatedUid").ReadOnly(),
        FullName("CreatedFullName", "CreatedUid"),
        Instant("ModifiedDateUtc").Stamp(),
        Person("ModifiedUid").Stamp(),
        FullName("ModifiedFullName", "ModifiedUid"),
        Text("ExternalID"),
        Reference("ExternalSourceID", AssetLookups.ExternalSources),
        Name("ExternalSourceName", "ExternalSourceID", AssetLookups.ExternalSources),
        Text("Uri").Computed(item => $"api/{item.App}/cmdb/{item.Number("ID")}"),
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
        ["CreatedDateUtc"] = SeededKind.Instant(id),
        ["CreatedUid"] = TeamDynamixPeople.Technician,
        ["ModifiedDateUtc"] = SeededKind.Instant(id, 1),
        ["ModifiedUid"] = TeamDynamixPeople.Technician,
        ["attributes/63001"] = "630011",
        ["attributes/63002"] = $"host{id}.sandbox.example",
    };
}
