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
            || !(await CurrentCatalog.ConfirmAsync(system, catalog, Find(catalog, name), newer => Find(newer, name), cancellationToken)).Succeeded(out var choices, out failure))
        {
            return ActionReply.Of(failure.System is null ? failure with { System = request.System } : failure, request.RequestId);
        }

        return ActionReply.Ok(PickerList.Of(request, choices), ReplyJson.Default.Choices);
    }

    private static Result<IEnumerable<ChoiceEntry>> Find(FieldCatalog catalog, string name) => FieldResolver.Resolve(catalog, name) switch
    {
        ({ } field, _) => Result.From(PickerChoices.Of(catalog, field)),
        (_, var problem) => Failure.Invalid([problem!]),
    };
}
