using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Targets.Profiles.Format;

namespace FunctionsConnector.Core.Targets.Profiles.Fields;

/// <summary>The fields of a record type, and where a record shows each.</summary>
internal sealed record ProfileCatalog(ProfileRecordType Type, FieldCatalog Fields, IReadOnlyList<JsonPath> Places)
{
    /// <summary>Where a record shows its id.</summary>
    public required JsonPath Id { get; init; }

    /// <summary>The API names of all fields.</summary>
    public string Names { get; } = string.Join(',', Fields.Fields.Select(field => field.Name));
}
