namespace FunctionsConnector.Sandbox.TeamDynamix.Kinds;

/// <summary>The people at the start. Other items show these names, even after a person is renamed.</summary>
internal static class SeededPeople
{
    private static readonly Dictionary<string, SeededPerson> ByUid =
        new List<SeededPerson>
        {
            new(TeamDynamixPeople.ServiceAccount, "Service", "Account", "service@sandbox.example", "+1 555 0101"),
            new(TeamDynamixPeople.Requestor, "Robin", "Sample", "robin.sample@sandbox.example", "+1 555 0102"),
            new(TeamDynamixPeople.Technician, "Kim", "Example", "kim.example@sandbox.example", "+1 555 0103"),
            new(TeamDynamixPeople.OtherTechnician, "Alex", "Specimen", "alex.specimen@sandbox.example", "+1 555 0104"),
            new(TeamDynamixPeople.Inactive, "Pat", "Former", "pat.former@sandbox.example", "+1 555 0105", IsActive: false),
        }.ToDictionary(person => person.Uid, StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyList<SeededPerson> All { get; } = [.. ByUid.Values];

    public static SeededPerson? Find(string uid) => ByUid.GetValueOrDefault(uid);
}
