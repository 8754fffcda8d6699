namespace FunctionsConnector.Sandbox.TeamDynamix.Kinds;

/// <summary>The people with whom the sandbox starts; all invented.</summary>
public static class TeamDynamixPeople
{
    /// <summary>Who logs in with name and password.</summary>
    public const string ServiceAccount = "50000000-5a4d-4b0c-8e57-000000000001";

    /// <summary>Who requested the tickets.</summary>
    public const string Requestor = "50000000-5a4d-4b0c-8e57-000000000002";

    /// <summary>A technician who can be made responsible.</summary>
    public const string Technician = "50000000-5a4d-4b0c-8e57-000000000003";

    /// <summary>Another technician.</summary>
    public const string OtherTechnician = "50000000-5a4d-4b0c-8e57-000000000004";

    /// <summary>Who has left.</summary>
    public const string Inactive = "50000000-5a4d-4b0c-8e57-000000000005";

    /// <summary>Who stands behind logins with the organisation's key; not a person that can be read.</summary>
    public const string KeyAdmin = "50000000-5a4d-4b0c-8e57-000000000099";
}
