namespace FunctionsConnector.Sandbox.TeamDynamix.Attributes;

/// <summary>Generated attributes, for tests with large tenants, where choices are most of a ticket's JSON.</summary>
internal static class WideAttributes
{
    private const int First = 500_001;
    private const int ChoicesEach = 20;

    public static IReadOnlyList<AttributeDefinition> Generate(int count) =>
    [
        .. Enumerable.Range(0, count).Select(place => new AttributeDefinition(First + place, $"Generated {place + 1}", "dropdown")
        {
            Choices =
            [
                .. Enumerable.Range(1, ChoicesEach)
                    .Select(choice => new AttributeChoice(((First + place) * 100) + choice, $"Choice {choice}")),
            ],
        }),
    ];
}
