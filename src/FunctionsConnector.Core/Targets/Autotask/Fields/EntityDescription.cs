using System.Text.Json;
using FunctionsConnector.Core.Targets.Autotask.Calls;

namespace FunctionsConnector.Core.Targets.Autotask.Fields;

/// <summary>The response of <c>entityInformation</c> for an entity.</summary>
/// <param name="Name">The entity's name in the singular.</param>
/// <param name="CanUpdate">Whether this API user can update the entity (access 0 is none).</param>
/// <param name="HasUserDefinedFields">Whether it has user-defined fields. Without them, their route returns 404.</param>
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
