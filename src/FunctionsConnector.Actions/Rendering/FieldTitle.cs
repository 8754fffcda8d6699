using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Actions.Rendering;

/// <summary>The title of a field in pickers and forms: its label, and its name too where another field has the same label.</summary>
internal static class FieldTitle
{
    public static string Of(FieldCatalog catalog, Field field) =>
        catalog.Named(field.Label).Count > 1 ? $"{field.Label} ({field.Name})" : field.Label;
}
