using System.Text.Json;
using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Core.Updates.Resolving;

/// <summary>A resolved field and the caller's value for it; JSON null for empty.</summary>
internal sealed record FieldValue(Field Field, JsonElement Value);
