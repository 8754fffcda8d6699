using FunctionsConnector.Sandbox.TeamDynamix.Attributes;
using FunctionsConnector.Sandbox.TeamDynamix.Items;
using FunctionsConnector.Sandbox.TeamDynamix.Lookups;
using static FunctionsConnector.Sandbox.TeamDynamix.Items.Fields;

namespace FunctionsConnector.Sandbox.TeamDynamix.Kinds;

/// <summary>Assets. They need a name or a serial number; -1 clears their location.</summary>
internal static class Assets
{
    public static ItemKind Kind { get; } = new("assets", "asset", Standard)
    {
        Segment = "assets",
        TypeName = "Asset",
        ComponentId = SeededAttributes.Asset,
        AppClass = "TDAssets",
        RefusesInPlainText = true,
        Lookups = new Dictionary<string, Lookup>(StringComparer.OrdinalIgnoreCase)
        {
            ["statuses"] = AssetLookups.Statuses,
            ["forms"] = AssetLookups.Forms,
        },
    };

    public static SeededKind Seeded { get; } = new(Kind, 2001, 30, Values);

    private static IReadOnlyList<FieldDefinition> Standard =>
    [
        Number("ID").ReadOnly(),
        Number("AppID").ReadOnly(),
        Text("AppName").Computed(item => Applications.Find(item.App)?.Name),
        Reference("FormID", AssetLookups.Forms),
        Name("FormName", "FormID", AssetLookups.Forms),
        Reference("ProductModelID", AssetLookups.Models),
        Name("ProductModelName", "ProductModelID", AssetLookups.Models),
        Number("ManufacturerID").ReadOnly(),
        Text("ManufacturerName").ReadOnly(),
        Reference("SupplierID", AssetLookups.Suppliers),
        Name("SupplierName", "SupplierID", AssetLookups.Suppliers),
        Reference("StatusID", AssetLookups.Statuses).Required(),
        Name("StatusName", "StatusID", AssetLookups.Statuses),
        Reference("LocationID", CommonLookups.Locations).ClearedByMinusOne(),
        Name("LocationName", "LocationID", CommonLookups.Locations),
        Reference("LocationRoomID", CommonLookups.Rooms).ClearedByMinusOne(),
        Name("LocationRoomName", "LocationRoomID", CommonLookups.Rooms),
        Text("Tag"),
        Text("SerialNumber"),
        Text("Name"),
        Amount("PurchaseCost"),
        Day("AcquisitionDate").EmptyAs(EmptyInstantOfZone),
        Day("ExpectedReplacementDate").EmptyAs(EmptyInstantOfZone),
        Person("RequestingCustomerID"),
        FullName("RequestingCustomerName", "RequestingCustomerID").EmptyAs("\"None\""),
        Reference("RequestingDepartmentID", CommonLookups.Accounts),
        Name("RequestingDepartmentName", "RequestingDepartmentID", CommonLookups.Accounts),
        Person("OwningCustomerID"),
        FullName("OwningCustomerName", "OwningCustomerID").EmptyAs("\"None\""),
        Reference("OwningDepartmentID", CommonLookups.Accounts),
        Name("OwningDepartmentName", "OwningDepartmentID", CommonLookups.Accounts),
        Number("ParentID"),
        Text("ParentSerialNumber").ReadOnly().EmptyAs("null"),
        Text("ParentName").ReadOnly().EmptyAs("null"),
        Text("ParentTag").ReadOnly().EmptyAs("null"),
        Reference("MaintenanceScheduleID", AssetLookups.Schedules),
        Name("MaintenanceScheduleName", "MaintenanceScheduleID", AssetLookups.Schedules),
        Number("ConfigurationItemID").ReadOnly(),
        Instant("CreatedDate").ReadOnly(),
        Person("CreatedUid").ReadOnly(),
        FullName("CreatedFullName", "CreatedUid"),
        Instant("ModifiedDate").Stamp(),
        Person("ModifiedUid").Stamp(),
        FullName("ModifiedFullName", "ModifiedUid"),
        Text("ExternalID"),
        Reference("ExternalSourceID", AssetLookups.ExternalSources),
        Name("ExternalSourceName", "ExternalSourceID", AssetLookups.ExternalSources),
        Text("Uri").Computed(item => $"api/{item.App}/assets/{item.Number("ID")}"),
    ];

    private static Dictionary<string, object?> Values(long id) => new()
    {
        ["AppID"] = (long)Applications.Assets,
        ["FormID"] = 211L,
        ["ProductModelID"] = 601L,
        ["SupplierID"] = 651L,
        ["StatusID"] = 31L,
        ["LocationID"] = 301L,
        ["LocationRoomID"] = 3011L,
        ["Tag"] = $"TAG{id}",
        ["SerialNumber"] = $"SN-{id}",
        ["Name"] = $"Sandbox laptop {id}",
        ["PurchaseCost"] = 1249.5m,
        ["AcquisitionDate"] = "2025-08-01T00:00:00Z",
        ["OwningCustomerID"] = TeamDynamixPeople.Requestor,
        ["OwningDepartmentID"] = 47L,
        ["ConfigurationItemID"] = id + 1000,
        ["CreatedDate"] = SeededKind.Instant(id),
        ["CreatedUid"] = TeamDynamixPeople.Technician,
        ["ModifiedDate"] = SeededKind.Instant(id, 1),
        ["ModifiedUid"] = TeamDynamixPeople.Technician,
        ["attributes/27001"] = "270011",
        ["attributes/27003"] = "Sandbox OS 12",
    };
}
