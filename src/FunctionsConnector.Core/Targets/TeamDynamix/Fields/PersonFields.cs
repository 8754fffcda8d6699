using FunctionsConnector.Core.Targets.TeamDynamix.References;
using static FunctionsConnector.Core.Targets.TeamDynamix.Fields.StandardField;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Fields;

/// <summary>
/// The standard fields of a person (https://solutions.teamdynamix.com/TDWebApi/Home/type/TeamDynamix.Api.Users.User). Password,
/// organisation and user type cannot be changed by a PATCH. Applications are left out, because a PATCH would replace all of them.
/// </summary>
internal static class PersonFields
{
    public static readonly IReadOnlyList<StandardField> All =
    [
        Text("FirstName") with { IsRequired = true },
        Text("LastName") with { IsRequired = true },
        Text("MiddleName"),
        Text("Nickname"),
        Text("Salutation"),
        Text("UserName") with { IsRequired = true },
        Text("AuthenticationUserName"),
        Flag("IsActive"),
        Flag("IsEmployee"),
        Text("Company"),
        Text("Title"),
        Text("ExternalID") with { Label = "External ID" },
        Text("AlternateID") with { Label = "Alternate ID" },
        Text("PrimaryEmail") with { IsRequired = true },
        Text("AlternateEmail"),
        Text("AlertEmail"),
        Text("PrimaryPhone"),
        Text("HomePhone"),
        Text("WorkPhone"),
        Text("MobilePhone"),
        Text("OtherPhone"),
        Text("Pager"),
        Text("Fax"),
        Text("WorkAddress"),
        Text("WorkCity"),
        Text("WorkState"),
        Text("WorkZip"),
        Text("WorkCountry"),
        Text("AboutMe"),
        Reference("DefaultAccountID", ReferenceKind.Account),
        Reference("LocationID", ReferenceKind.Location),
        Reference("LocationRoomID", ReferenceKind.Room),
        Person("ReportsToUID"),
        Unique("SecurityRoleID"),
        // Not documented.
        DayOrTime("EndDate"),

        ReadOnly(Person("UID")),
        ReadOnly(Number("ReferenceID") with { Label = "Reference ID" }),
        Derived("FullName", "FirstName and LastName"),
        ReadOnly(
            Reference("TypeID"),
            "TypeID cannot be changed: a PATCH of TeamDynamix does not change the type of a user."),
        Derived("DefaultAccountName", "DefaultAccountID"),
        Derived("LocationName", "LocationID"),
        Derived("LocationRoomName", "LocationRoomID"),
        Derived("ReportsToFullName", "ReportsToUID"),
        Derived("SecurityRoleName", "SecurityRoleID"),
    ];
}
