namespace FunctionsConnector.Sandbox.TeamDynamix.Kinds;

/// <summary>The UIDs of the people at the start; all invented.</summary>
public static class TeamDynamixPeople
{
    /// <summary>The account that logs in with name and password.</summary>
    public const string ServiceAccount = "50000000-5a4d-4b0c-8e57-000000000001";

    /// <summary>The requestor of the tickets.</summary>
    public const string Requestor = "50000000-5a4d-4b0c-8e57-000000000002";

    /// <summary>A technician who can be responsible.</summary>
    public const string Technician = "50000000-5a4d-4b0c-8e57-000000000003";

    /// <summary>Another technician.</summary>
    public const string OtherTechnician = "50000000-5a4d-4b0c-8e57-000000000004";

    /// <summary>An inactive person.</summary>
    public const string Inactive = "50000000-5a4d-4b0c-8e57-000000000005";

    /// <summary>The caller of logins with the organisation's key; not a readable person.</summary>
    public const string KeyAdmin = "50000000-5a4d-4b0c-8e57-000000000099";
}
