namespace FunctionsConnector.Sandbox.TeamDynamix.Kinds;

/// <summary>One of the people with whom the sandbox starts.</summary>
internal sealed record SeededPerson(string Uid, string FirstName, string LastName, string UserName, string Phone, bool IsActive = true)
{
    public string FullName => $"{FirstName} {LastName}";

    public string Email => UserName;
}
