namespace FunctionsConnector.Actions.Tests.Definition.Reading;

/// <summary>The parameters of connections.</summary>
internal static class ConnectionParameters
{
    /// <summary>Those of the connections without a set, then those of each set.</summary>
    public static IEnumerable<Place> Groups(JsonObject properties) =>
        new[] { Under(properties).Find("connectionParameters") }.Concat(Sets(properties).Select(set => set.Find("parameters"))).OfType<Place>();

    /// <summary>The ways to sign in of which the author of a flow picks one.</summary>
    public static IEnumerable<Place> Sets(JsonObject properties) => Under(properties).Find("connectionParameterSets")?.Find("values")?.Items ?? [];

    private static Place Under(JsonObject properties) => new Place(properties, "apiProperties.json").Find("properties")!;
}
