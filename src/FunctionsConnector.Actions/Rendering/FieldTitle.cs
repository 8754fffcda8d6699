using FunctionsConnector.Core.Catalog;

namespace FunctionsConnector.Actions.Rendering;

/// <summary>What a picker or a form shows of a field: its label, and its name too where another field could be meant.</summary>
internal static class FieldTitle
{
    public static string Of(FieldCatalog catalog, Field field) =>
        catalog.Named(field.Label).Count > 1 ? $"{field.Label} ({field.Name})" : field.Label;
}
