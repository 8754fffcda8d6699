using FunctionsConnector.Actions.Rendering;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Actions.Operations;

/// <summary>Lists the fields of a record type, or with <c>?writable=true</c> those that can be changed.</summary>
public sealed class ListFieldsAction(TargetSystems systems) : IAction
{
    private static readonly Failure NoFlag = new(FailureCode.InvalidRequest, "'writable' must be true or false.") { Target = "writable" };

    public async Task<ActionReply> RunAsync(ActionRequest request, CancellationToken cancellationToken)
    {
        var onlyWritable = false;
        if (request.QueryText("writable") is { } text && !bool.TryParse(text, out onlyWritable))
        {
            return ActionReply.Of(NoFlag, request.RequestId);
        }

        return (await CatalogLookup.FindAsync(systems, request, cancellationToken)).Succeeded(out var catalog, out var failure)
            ? ActionReply.Ok(PickerList.Of(request, catalog.Fields.Where(field => field.IsWritable || !onlyWritable).Select(field => Entry(catalog, field))), ReplyJson.Default.Fields)
            : ActionReply.Of(failure, request.RequestId);
    }

    private static FieldEntry Entry(FieldCatalog catalog, Field field) => new(
        field.Name,
        FieldTitle.Of(catalog, field),
        NameOf(field.Type),
        field.IsWritable,
        !field.CanBeCleared,
        field.IsCustom,
        field.MaxLength,
        field.Choices is not null,
        field.AllowsMultiple ? true : null,
        field.Reference?.To);

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
