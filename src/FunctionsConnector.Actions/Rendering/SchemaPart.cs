using System.Text.Json;
using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Actions.Rendering;

/// <summary>One of the schemas in a reply.</summary>
/// <param name="Name">The name of its property in the reply.</param>
/// <param name="Fields">The fields that it describes.</param>
/// <param name="Write">Writes the description of one field.</param>
internal sealed record SchemaPart(string Name, IEnumerable<Field> Fields, Action<Utf8JsonWriter, Field, SchemaDetail> Write);
