using FunctionsConnector.Core.Targets.TeamDynamix.References;
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
        Reference("ProductModelID", ReferenceKind.Model),
        Reference("SupplierID", ReferenceKind.Vendor),
        Reference("StatusID") with { ChoicesFrom = "assets/statuses", IsRequired = true },
        Reference("LocationID", ReferenceKind.Location),
        Reference("LocationRoomID", ReferenceKind.Room),
        Amount("PurchaseCost"),
        // Derived: the user interface takes no time.
        Day("AcquisitionDate"),
        Day("ExpectedReplacementDate"),
        Person("RequestingCustomerID"),
        Reference("RequestingDepartmentID", ReferenceKind.Account),
        Person("OwningCustomerID"),
        Reference("OwningDepartmentID", ReferenceKind.Account),
        Reference("ParentID", ReferenceKind.Asset),
        Reference("MaintenanceScheduleID"),
        Text("ExternalID") with { Label = "External ID" },
        Reference("ExternalSourceID"),

        ReadOnly(Number("ID")),
        ReadOnly(Reference("AppID")),
        Derived("AppName", "AppID"),
        Derived("FormName", "FormID"),
        Derived("ProductModelName", "ProductModelID"),
        ReadOnly(Reference("ManufacturerID")),
        Derived("ManufacturerName", "ManufacturerID"),
        Derived("SupplierName", "SupplierID"),
        Derived("StatusName", "StatusID"),
        Derived("LocationName", "LocationID"),
        Derived("LocationRoomName", "LocationRoomID"),
        Derived("RequestingCustomerName", "RequestingCustomerID"),
        Derived("RequestingDepartmentName", "RequestingDepartmentID"),
        Derived("OwningCustomerName", "OwningCustomerID"),
        Derived("OwningDepartmentName", "OwningDepartmentID"),
        Derived("ParentSerialNumber", "ParentID"),
        Derived("ParentName", "ParentID"),
        Derived("ParentTag", "ParentID"),
        Derived("MaintenanceScheduleName", "MaintenanceScheduleID"),
        ReadOnly(Reference("ConfigurationItemID")),
        .. Stamp("Created"),
        .. Stamp("Modified"),
        Derived("ExternalSourceName", "ExternalSourceID"),
        ReadOnly(Text("Uri")),
    ];
}
