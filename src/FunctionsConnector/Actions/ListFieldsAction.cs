using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Targets;
using FunctionsConnector.Rendering;

namespace FunctionsConnector.Actions;

/// <summary>Lists the fields of a record type.</summary>
public sealed class ListFieldsAction(TargetSystems systems) : IAction
{
    public async Task<ActionReply> RunAsync(ActionRequest request, CancellationToken cancellationToken) =>
        (await CatalogLookup.FindAsync(systems, request, cancellationToken)).Succeeded(out var catalog, out var failure)
            ? ActionReply.Ok(Picking.List(request, catalog.Fields.Select(Entry)), ReplyJson.Text.Fields)
            : ActionReply.Of(failure, request.RequestId);

    private static FieldEntry Entry(Field field) => new(
        field.Name,
        field.Label,
        NameOf(field.Type),
        field.IsWritable,
        field.IsRequired,
        field.IsCustom,
        field.MaxLength,
        field.Choices is not null);

    private static string NameOf(FieldType type) => type switch
    {
        FieldType.Text => "text",
        FieldType.Integer => "integer",
        FieldType.Decimal => "decimal",
        FieldType.Boolean => "boolean",
        FieldType.DateTime => "datetime",
        FieldType.Date => "date",
        FieldType.Guid => "guid",
        _ => throw new InvalidOperationException($"Unknown field type {type}."),
    };
}
