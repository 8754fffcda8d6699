using System.Text.Json;
using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Core.Updates.Resolving;

/// <summary>A field that was found, and the value for it in the caller's words; JSON null for empty.</summary>
internal sealed record FieldValue(Field Field, JsonElement Value);
