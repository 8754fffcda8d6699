using FunctionsConnector.Core.Targets.TeamDynamix.References;
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
        Reference("OwningGroupID", ReferenceKind.Group),
        Reference("LocationID", ReferenceKind.Location),
        Reference("LocationRoomID", ReferenceKind.Room),
        Flag("IsActive"),
        Text("ExternalID") with { Label = "External ID" },
        Reference("ExternalSourceID"),

        ReadOnly(Number("ID")),
        ReadOnly(Reference("AppID")),
        Derived("AppName", "AppID"),
        Derived("FormName", "FormID"),
        ReadOnly(Flag("IsSystemMaintained")),
        ReadOnly(Reference("BackingItemID")),
        ReadOnly(Number("BackingItemType")),
        Derived("TypeName", "TypeID"),
        Derived("MaintenanceScheduleName", "MaintenanceScheduleID"),
        Derived("OwnerFullName", "OwnerUID"),
        ReadOnly(Reference("OwningDepartmentID")),
        Derived("OwningDepartmentName", "OwningDepartmentID"),
        Derived("OwningGroupName", "OwningGroupID"),
        Derived("LocationName", "LocationID"),
        Derived("LocationRoomName", "LocationRoomID"),
        .. Stamp("Created", date: "DateUtc"),
        .. Stamp("Modified", date: "DateUtc"),
        Derived("ExternalSourceName", "ExternalSourceID"),
        ReadOnly(Text("Uri")),
    ];
}
