using System.Globalization;
using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Server;
using FunctionsConnector.Sandbox.TeamDynamix.Access;
using FunctionsConnector.Sandbox.TeamDynamix.Items;
using FunctionsConnector.Sandbox.TeamDynamix.Kinds;
using FunctionsConnector.Sandbox.TeamDynamix.Routing;

namespace FunctionsConnector.Sandbox.TeamDynamix.Patching;

/// <summary>Handles PATCH and returns the full updated item, unless a switch changes that.</summary>
internal sealed class PatchHandler(TeamDynamixTenant tenant)
{
    private const int LargestBody = 4 * 1024 * 1024;

    private readonly ItemRules _rules = new(tenant.Items);

    public SandboxResponse Answer(TeamDynamixRoute route, SandboxRequest request, Caller caller)
    {
        var behavior = tenant.Behavior;
        var kind = route.Items!;
        if (kind.IsPatchedByNewerBuildsOnly && !behavior.HasNewerPatches)
        {
            return TeamDynamixResponses.Error(behavior.MissingPatchStatus, TeamDynamixMessages.NoRoute);
        }

        if (!TeamDynamixResponses.IsJson(request, behavior.TakesJsonPatchType))
        {
            return TeamDynamixResponses.WrongContentType;
        }

        if (request.Body.Length > LargestBody)
        {
            return TeamDynamixResponses.Error(413, TeamDynamixMessages.TooLarge);
        }

        if (!Permissions.MayPatch(kind, caller))
        {
            return TeamDynamixResponses.NotAllowed;
        }

        if (tenant.Items.Find(kind, kind.AppClass is null ? null : route.App, route.Id) is not { } item)
        {
            return TeamDynamixResponses.NoItem(kind, route.Id);
        }

        if (item.IsForbidden || !Permissions.MayPatch(item.State, caller))
        {
            return item.IsForbidden ? TeamDynamixResponses.Forbidden : TeamDynamixResponses.NotAllowed;
        }

        var (operations, unreadable) = OperationReader.Read(request.Body);
        return unreadable is null
            ? Answer(item, operations, IsTrue(request.Query["notifyNewResponsible"]), caller, behavior)
            : TeamDynamixResponses.Refusal(kind, unreadable);
    }

    private SandboxResponse Answer(
        StoredItem item, IReadOnlyList<PatchOperation> operations, bool notifies, Caller caller, TeamDynamixBehavior behavior)
    {
        var change = item.Change(tenant.Elapsed, draft => Apply(draft, operations, caller, behavior));
        tenant.Notices.Take(change, notifies);
        return change.Refusal is null
            ? new(200, Echo(behavior.EchoesStaleItem ? change.Before : change.After, behavior))
            : TeamDynamixResponses.Refusal(item.State.Kind, change.Refusal);
    }

    private string? Apply(ItemDraft draft, IReadOnlyList<PatchOperation> operations, Caller caller, TeamDynamixBehavior behavior)
    {
        var merge = new PatchMerge(
            draft, tenant.Attributes.Of(draft.Before), behavior,
            field => tenant.Ignored.Has(draft.Before, field), field => tenant.Forms.Of(draft.Before, field));
        var refusal = operations.Select(merge.Apply).FirstOrDefault(message => message is not null);
        var broken = refusal is not null && behavior.IsAtomic ? refusal : _rules.Check(draft);
        if (broken is not null)
        {
            draft.Discard();
        }
        else if (draft.HasChanged || behavior.StampsWithoutChange)
        {
            ItemStamps.Set(draft, caller, tenant.Now);
        }

        return refusal ?? broken;
    }

    private string Echo(ItemState item, TeamDynamixBehavior behavior)
    {
        var body = behavior.EchoesAttributes ? item.Write(tenant.Attributes.Of(item)) : item.WriteWithoutAttributes();
        if (!behavior.AnswersOtherItem)
        {
            return body;
        }

        var other = JsonNode.Parse(body)!;
        other[item.Kind.IdField] = item.Kind == People.Kind ? TeamDynamixPeople.KeyAdmin : item.Number("ID") + 100_000;
        return other.ToJsonString();
    }

    private static bool IsTrue(string? text) => string.Equals(text, bool.TrueString, StringComparison.OrdinalIgnoreCase)
        || string.Equals(text, 1.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
