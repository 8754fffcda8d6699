using System.Text.Json;
using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Core.Updates.Resolving;

/// <summary>A resolved field and the caller's value for it; JSON null for empty.</summary>
internal sealed record FieldValue(Field Field, JsonElement Value)
{
    /// <summary>What people call the record whose id the value is; null where the caller did not name it.</summary>
    public string? Label { get; init; }
}
