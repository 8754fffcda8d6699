using static FunctionsConnector.Core.Targets.TeamDynamix.Fields.StandardField;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Fields;

/// <summary>
/// The standard fields of an asset (https://solutions.teamdynamix.com/TDWebApi/Home/type/TeamDynamix.Api.Assets.Asset). An asset must
/// have a name or a serial number.
/// </summary>
internal static class AssetFields
{
    public const string Name = "Name";
    public const string SerialNumber = "SerialNumber";

    public static readonly IReadOnlyList<StandardField> All =
    [
        Text(Name),
        Text(SerialNumber),
        Text("Tag"),
        Reference("FormID") with { ChoicesFrom = "assets/forms" },
        Reference("ProductModelID"),
        Reference("SupplierID"),
        Reference("StatusID") with { ChoicesFrom = "assets/statuses", IsRequired = true },
        Reference("LocationID"),
        Reference("LocationRoomID"),
        Amount("PurchaseCost"),
        Day("AcquisitionDate"),
        Day("ExpectedReplacementDate"),
        Person("RequestingCustomerID"),
        Reference("RequestingDepartmentID"),
        Person("OwningCustomerID"),
        Reference("OwningDepartmentID"),
        Reference("ParentID"),
        Reference("MaintenanceScheduleID"),
        Text("ExternalID") with { Label = "External ID" },
        Reference("ExternalSourceID"),

        Kept(Number("ID")),
        Kept(Reference("AppID")),
        Twin("AppName", "AppID"),
        Twin("FormName", "FormID"),
        Twin("ProductModelName", "ProductModelID"),
        Kept(Reference("ManufacturerID")),
        Twin("ManufacturerName", "ManufacturerID"),
        Twin("SupplierName", "SupplierID"),
        Twin("StatusName", "StatusID"),
        Twin("LocationName", "LocationID"),
        Twin("LocationRoomName", "LocationRoomID"),
        Twin("RequestingCustomerName", "RequestingCustomerID"),
        Twin("RequestingDepartmentName", "RequestingDepartmentID"),
        Twin("OwningCustomerName", "OwningCustomerID"),
        Twin("OwningDepartmentName", "OwningDepartmentID"),
        Twin("ParentSerialNumber", "ParentID"),
        Twin("ParentName", "ParentID"),
        Twin("ParentTag", "ParentID"),
        Twin("MaintenanceScheduleName", "MaintenanceScheduleID"),
        Kept(Reference("ConfigurationItemID")),
        Kept(Moment("CreatedDate")),
        Kept(Person("CreatedUid") with { Label = "Created By" }),
        Twin("CreatedFullName", "CreatedUid"),
        Kept(Moment("ModifiedDate")),
        Kept(Person("ModifiedUid") with { Label = "Modified By" }),
        Twin("ModifiedFullName", "ModifiedUid"),
        Twin("ExternalSourceName", "ExternalSourceID"),
        Kept(Text("Uri")),
    ];
}
