using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Core.Updates.Resolving;

/// <summary>Finds a field by its name, label or id. A name that fits no field or several is refused.</summary>
public static class FieldResolver
{
    /// <summary>The field with this name, or the problem with the name.</summary>
    public static (Field? Field, FailureDetail? Problem) Resolve(FieldCatalog catalog, string name)
    {
        var label = catalog.RecordType.Label;
        return catalog.Named(name) switch
        {
            [var field] => (field, null),
            [] => (null, new FailureDetail(FailureDetailCode.FieldNotFound, name, $"{label} has no field {Presentation.Quote(name)}.{Hint(catalog, name)}")),
            var several => (null, new FailureDetail(
                FailureDetailCode.FieldAmbiguous,
                name,
                $"{Presentation.Quote(name)} fits several fields of {label}: {string.Join(", ", several.Select(Describe))}. Use the name or id of one.")),
        };
    }

    /// <summary>The problem where the field is read-only; else null.</summary>
    public static FailureDetail? ReadOnly(Field field) => field.IsWritable ? null : new FailureDetail(
        FailureDetailCode.FieldReadOnly,
        field.Name,
        field.ReadOnlyReason ?? $"{field.Label} cannot be changed: the system says it is read-only.");

    /// <summary>The nearest names, of fields or their labels; where none is near, the writable fields.</summary>
    private static string Hint(FieldCatalog catalog, string name)
    {
        var nearest = NearestNames.Of(name, catalog.Fields.SelectMany(field => new[] { field.Name, field.Label }));
        return nearest.Count > 0
            ? NearestNames.Question(nearest)
            : $" Writable fields: {Presentation.List(catalog.Fields.Where(field => field.IsWritable).Select(field => field.Name))}.";
    }

    private static string Describe(Field field) =>
        field.Id is null ? $"{field.Name} ({field.Label})" : $"{field.Name} ({field.Label}, id {field.Id})";
}
