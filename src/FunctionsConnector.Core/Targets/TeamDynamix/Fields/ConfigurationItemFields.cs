using static FunctionsConnector.Core.Targets.TeamDynamix.Fields.StandardField;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Fields;

/// <summary>
/// The standard fields of a configuration item
/// (https://support.einsteinmed.edu/TDWebApi/Home/type/TeamDynamix.Api.Cmdb.ConfigurationItem, which does not mark the owning
/// department as editable).
/// </summary>
internal static class ConfigurationItemFields
{
    public static readonly IReadOnlyList<StandardField> All =
    [
        Text("Name") with { IsRequired = true },
        Reference("FormID") with { ChoicesFrom = "cmdb/forms" },
        Reference("TypeID") with { ChoicesFrom = "cmdb/types" },
        Reference("MaintenanceScheduleID"),
        Person("OwnerUID"),
        Reference("OwningGroupID"),
        Reference("LocationID"),
        Reference("LocationRoomID"),
        Flag("IsActive"),
        Text("ExternalID") with { Label = "External ID" },
        Reference("ExternalSourceID"),

        Kept(Number("ID")),
        Kept(Reference("AppID")),
        Twin("AppName", "AppID"),
        Twin("FormName", "FormID"),
        Kept(Flag("IsSystemMaintained")),
        Kept(Reference("BackingItemID")),
        Kept(Number("BackingItemType")),
        Twin("TypeName", "TypeID"),
        Twin("MaintenanceScheduleName", "MaintenanceScheduleID"),
        Twin("OwnerFullName", "OwnerUID"),
        Kept(Reference("OwningDepartmentID")),
        Twin("OwningDepartmentName", "OwningDepartmentID"),
        Twin("OwningGroupName", "OwningGroupID"),
        Twin("LocationName", "LocationID"),
        Twin("LocationRoomName", "LocationRoomID"),
        Kept(Moment("CreatedDateUtc")),
        Kept(Person("CreatedUid") with { Label = "Created By" }),
        Twin("CreatedFullName", "CreatedUid"),
        Kept(Moment("ModifiedDateUtc")),
        Kept(Person("ModifiedUid") with { Label = "Modified By" }),
        Twin("ModifiedFullName", "ModifiedUid"),
        Twin("ExternalSourceName", "ExternalSourceID"),
        Kept(Text("Uri")),
    ];
}
