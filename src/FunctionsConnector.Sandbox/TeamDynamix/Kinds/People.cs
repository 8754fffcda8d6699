using FunctionsConnector.Sandbox.TeamDynamix.Attributes;
using FunctionsConnector.Sandbox.TeamDynamix.Items;
using FunctionsConnector.Sandbox.TeamDynamix.Lookups;
using static FunctionsConnector.Sandbox.TeamDynamix.Items.Fields;

namespace FunctionsConnector.Sandbox.TeamDynamix.Kinds;

/// <summary>People. Only a login with the organisation's key may patch them. They have no change stamps.</summary>
internal static class People
{
    public static ItemKind Kind { get; } = new("people", "person", Standard)
    {
        Segment = "people",
        TypeName = "User",
        ComponentId = SeededAttributes.Person,
        IdField = "UID",
    };

    public static SeededKind Seeded { get; } = new(Kind, 1, SeededPeople.All.Count, Values);

    private static IReadOnlyList<FieldDefinition> Standard =>
    [
        Guid("UID").ReadOnly(),
        Number("ReferenceID").ReadOnly(),
        Text("UserName").Required(),
        Text("FirstName").Required(),
        Text("LastName").Required(),
        Text("MiddleName").EmptyAs("null"),
        Text("FullName").Computed(item => $"{item.Text("FirstName")} {item.Text("LastName")}"),
        Text("Nickname"),
        Text("Salutation"),
        Number("TypeID").ReadOnly(),
        Flag("IsActive"),
        Flag("IsEmployee"),
        Text("Company"),
        Text("Title"),
        Text("ExternalID"),
        Text("AlternateID"),
        Text("PrimaryEmail").Required(),
        Text("AlternateEmail"),
        Text("AlertEmail"),
        Text("PrimaryPhone"),
        Text("WorkPhone"),
        Text("MobilePhone"),
        Text("HomePhone"),
        Text("OtherPhone"),
        Text("Fax"),
        Text("Pager"),
        Text("WorkAddress"),
        Text("WorkCity"),
        Text("WorkState"),
        Text("WorkZip"),
        Text("WorkCountry"),
        Text("AboutMe"),
        Text("AuthenticationUserName"),
        Reference("DefaultAccountID", CommonLookups.Accounts),
        Name("DefaultAccountName", "DefaultAccountID", CommonLookups.Accounts),
        Reference("LocationID", CommonLookups.Locations),
        Name("LocationName", "LocationID", CommonLookups.Locations),
        Reference("LocationRoomID", CommonLookups.Rooms),
        Name("LocationRoomName", "LocationRoomID", CommonLookups.Rooms),
        Person("ReportsToUID").EmptyAs("\"\""),
        FullName("ReportsToFullName", "ReportsToUID"),
        Guid("SecurityRoleID"),
        Text("SecurityRoleName").Computed(_ => "Technician"),
        Instant("EndDate").EmptyAs(EmptyInstantWithoutZone),
        // A sent list replaces all applications of the person.
        TextList("Applications"),
    ];

    private static Dictionary<string, object?> Values(long number)
    {
        var person = SeededPeople.All[(int)number - 1];
        return new()
        {
            ["UID"] = person.Uid,
            ["ReferenceID"] = number,
            ["UserName"] = person.UserName,
            ["FirstName"] = person.FirstName,
            ["LastName"] = person.LastName,
            ["TypeID"] = 1L,
            ["IsActive"] = person.IsActive,
            ["IsEmployee"] = true,
            ["Company"] = "Sandbox University",
            ["PrimaryEmail"] = person.Email,
            ["WorkPhone"] = person.Phone,
            ["AuthenticationUserName"] = person.UserName,
            ["DefaultAccountID"] = 47L,
            ["SecurityRoleID"] = "5ec00000-5a4d-4b0c-8e57-000000000001",
            ["Applications"] = new List<string> { "MyWork", "TDNext", "TDPeople" },
            ["attributes/31001"] = $"B-{number:D4}",
        };
    }
}
