using FunctionsConnector.Sandbox.TeamDynamix.Kinds;

namespace FunctionsConnector.EndToEnd.Tests.Definition;

/// <summary>The true state of the simulated systems.</summary>
internal static class VendorTruth
{
    // First ids of the seeded records.
    private static readonly string[] Seeds = ["1", "1001", "1041", "2001", "3001", "4001", "5001", TeamDynamixPeople.Technician];

    /// <summary>At most two ids of records of a type.</summary>
    public static IReadOnlyList<string> RecordIds(World world, string kind, string recordType) =>
    [
        .. Seeds.SelectMany(id => long.TryParse(id, out var number) ? [id, $"{number + 1}"] : new[] { id })
            .Where(id => VendorOf(world, kind).FindTruth(recordType, id) is not null)
            .Take(2),
    ];

    /// <summary>The value of a field, standard or custom, as text; empty for none.</summary>
    public static string Value(World world, RecordPlace place, string field)
    {
        var truth = VendorOf(world, place.Kind).FindTruth(place.RecordType, place.RecordId)!;
        return Find(truth, field) ?? Custom(truth, "userDefinedFields", "name", "value", field) ?? Custom(truth, "Attributes", "Name", "Value", field) ?? string.Empty;
    }

    /// <summary>Whether a stored value equals the sent one, ignoring the format.</summary>
    public static bool Same(string truth, string sent) =>
        string.Equals(truth, sent, StringComparison.OrdinalIgnoreCase)
        || (decimal.TryParse(truth, CultureInfo.InvariantCulture, out var first) && decimal.TryParse(sent, CultureInfo.InvariantCulture, out var second) && first == second)
        || (DateTimeOffset.TryParse(truth, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var one)
            && DateTimeOffset.TryParse(sent, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var other)
            && one == other);

    private static IVendorSandbox VendorOf(World world, string kind) => kind switch
    {
        "Autotask" => world.Sandbox.Autotask,
        "TeamDynamix" => world.Sandbox.TeamDynamix,
        _ => throw new ArgumentException($"There is no sandbox of {kind}."),
    };

    private static string? Find(JsonObject truth, string field) =>
        truth.FirstOrDefault(pair => string.Equals(pair.Key, field, StringComparison.OrdinalIgnoreCase)) is { Key: not null } pair ? pair.Value?.ToString() ?? string.Empty : null;

    private static string? Custom(JsonObject truth, string list, string name, string value, string field) => truth[list]?.AsArray()
        .FirstOrDefault(entry => string.Equals(entry![name]?.ToString(), field, StringComparison.OrdinalIgnoreCase))?[value]?.ToString();
}
