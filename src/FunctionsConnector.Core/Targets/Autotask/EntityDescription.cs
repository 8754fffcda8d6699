using System.Text.Json;

namespace FunctionsConnector.Core.Targets.Autotask;

/// <summary>What <c>entityInformation</c> says of an entity.</summary>
/// <param name="Name">The entity's own name, in the singular.</param>
/// <param name="CanUpdate">Whether the entity can be updated at all, and by this API user (access 0 is none).</param>
/// <param name="HasUserDefinedFields">Whether there are user-defined fields; where not, asking for them answers 404.</param>
internal sealed record EntityDescription(string Name, bool CanUpdate, bool HasUserDefinedFields)
{
    public static EntityDescription Read(JsonElement answer)
    {
        var info = answer.ValueKind == JsonValueKind.Object && VendorMessages.Property(answer, "info") is { ValueKind: JsonValueKind.Object } inner
            ? inner
            : default;
        return new EntityDescription(
            Find(info, "name")?.ToString() ?? string.Empty,
            Find(info, "canUpdate") is { ValueKind: JsonValueKind.True } && Find(info, "userAccessForUpdate")?.ToString() != "0",
            Find(info, "hasUserDefinedFields") is { ValueKind: JsonValueKind.True });
    }

    public static IEnumerable<EntityDescription> ReadAll(JsonElement answer) =>
        answer.ValueKind == JsonValueKind.Object && VendorMessages.Property(answer, "entityDescriptions") is { ValueKind: JsonValueKind.Array } all
            ? all.EnumerateArray().Select(Read)
            : [];

    private static JsonElement? Find(JsonElement info, string name) =>
        info.ValueKind == JsonValueKind.Object ? VendorMessages.Property(info, name) : null;
}
