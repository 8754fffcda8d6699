using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Actions.Rendering;

/// <summary>Writes <c>{"schema":{…}}</c>: the fields of a record type that can be changed, for the form of an update.</summary>
internal static class UpdateSchema
{
    public static ReadOnlyMemory<byte> Render(FieldCatalog catalog, TimeZoneInfo zone) => BoundedSchema.Render(new SchemaPart(
        "schema",
        catalog.Fields.Where(field => field.IsWritable),
        (writer, field, detail) => SchemaProperty.Write(writer, catalog, zone, field, detail)));
}
