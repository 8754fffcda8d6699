namespace FunctionsConnector.Actions.Rendering;

/// <summary>The level of detail of a schema, from the largest to the smallest.</summary>
internal enum SchemaDetail
{
    Full,
    NoEnumerations,
    NoCustomDescriptions,
    FirstFieldsOnly,
}
