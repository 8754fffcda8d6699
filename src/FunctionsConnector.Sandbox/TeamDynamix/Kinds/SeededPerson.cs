namespace FunctionsConnector.Sandbox.TeamDynamix.Kinds;

/// <summary>A person at the start.</summary>
internal sealed record SeededPerson(string Uid, string FirstName, string LastName, string UserName, string Phone, bool IsActive = true)
{
    public string FullName => $"{FirstName} {LastName}";

    public string Email => UserName;
}
