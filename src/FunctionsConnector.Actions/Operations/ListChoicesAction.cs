using FunctionsConnector.Actions.Rendering;
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

        if (!(await CatalogLookup.FindAsync(systems, request, cancellationToken)).Succeeded(out var catalog, out var failure))
        {
            return ActionReply.Of(failure, request.RequestId);
        }

        return FieldResolver.Resolve(catalog, name) switch
        {
            ({ } field, _) => ActionReply.Ok(PickerList.Of(request, PickerChoices.Of(catalog, field)), ReplyJson.Default.Choices),
            (_, var problem) => ActionReply.Of(Failure.Invalid([problem!]) with { System = request.System }, request.RequestId),
        };
    }
}
