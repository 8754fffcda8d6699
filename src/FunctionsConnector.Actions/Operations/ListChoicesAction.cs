using FunctionsConnector.Actions.Rendering;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Targets;
using FunctionsConnector.Core.Updates.Resolving;

namespace FunctionsConnector.Actions.Operations;

/// <summary>
/// Lists the choices that <c>?field=</c> offers. The field is a query parameter because its name may hold any character.
/// </summary>
public sealed class ListChoicesAction(TargetSystems systems) : IAction
{
    private static readonly Failure FieldMissing =
        new(FailureCode.InvalidRequest, "Name the field whose choices to list: ?field=<name, label or id>.") { Target = "field" };

    public async Task<ActionReply> RunAsync(ActionRequest request, CancellationToken cancellationToken)
    {
        if (request.QueryText("field") is not { } name)
        {
            return ActionReply.Of(FieldMissing, request.RequestId);
        }

        if (!systems.Find(request.System!).Succeeded(out var system, out var failure)
            || !(await CatalogLookup.FindAsync(systems, request, cancellationToken)).Succeeded(out var catalog, out failure)
            || !(await CurrentCatalog.ConfirmAsync(system, catalog, Find(catalog, name), newer => Find(newer, name), cancellationToken)).Succeeded(out var found, out failure)
            || !(await ListAsync(system, found, request, cancellationToken)).Succeeded(out var choices, out failure))
        {
            return ActionReply.Of(failure.System is null ? failure with { System = request.System } : failure, request.RequestId);
        }

        return ActionReply.Ok(choices, ReplyJson.Default.Choices);
    }

    private static Result<(FieldCatalog Catalog, Field Field)> Find(FieldCatalog catalog, string name) => FieldResolver.Resolve(catalog, name) switch
    {
        ({ } field, _) => (catalog, field),
        (_, var problem) => Failure.Invalid([problem!]),
    };

    /// <summary>The system searches for the records that a reference can hold; all other choices are in the catalog.</summary>
    private static async Task<Result<ListReply<ChoiceEntry>>> ListAsync(
        ITargetSystem system, (FieldCatalog Catalog, Field Field) of, ActionRequest request, CancellationToken cancellationToken)
    {
        if (of.Field.Reference is null)
        {
            return PickerList.Of(request, PickerChoices.Of(of.Catalog, of.Field));
        }

        return (await system.SearchReferencesAsync(of.Catalog, of.Field, request.QueryText("search"), cancellationToken)).Succeeded(out var records, out var failure)
            ? PickerList.Of(PickerChoices.Of(records))
            : failure;
    }
}
