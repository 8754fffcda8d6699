using System.Collections.Frozen;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Targets.TeamDynamix.Fields;
using FunctionsConnector.Core.Targets.TeamDynamix.Items;

namespace FunctionsConnector.Core.Targets.TeamDynamix.Dialect;

/// <summary>The vendor's rules about combinations of changes, checked before sending.</summary>
internal static class UpdateRules
{
    /// <param name="update">The update.</param>
    /// <param name="kind">The kind of its item.</param>
    /// <param name="statusesRequiringDate">The ids of the statuses with <c>RequireGoesOffHold</c>.</param>
    public static IEnumerable<FailureDetail> Check(PlannedUpdate update, ItemKind kind, FrozenSet<string> statusesRequiringDate)
    {
        var details = update.Changes.Select(change => Emptiness(change, kind)).OfType<FailureDetail>();
        if (kind == ItemKind.Ticket)
        {
            return [.. details, .. OffHold(update, statusesRequiringDate), .. Task(update)];
        }

        return kind == ItemKind.Asset ? [.. details, .. AssetName(update)] : details;
    }

    /// <summary>A value that means empty cannot be set, and a field that is never empty cannot be cleared: the read-back would differ.</summary>
    private static FailureDetail? Emptiness(Change change, ItemKind kind)
    {
        var field = change.Field;
        if (change.Value is not null)
        {
            return ItemValues.IsEmpty(field, change.Value) || (change.Value == "-1" && kind.ClearedByMinusOne.Contains(field.Name))
                ? new FailureDetail(FailureDetailCode.ValueInvalid, field.Name, $"{field.Label} cannot be '{change.Value}', which stands for empty. Clear the field instead.")
                : null;
        }

        return !field.IsCustom && field.Type is FieldType.Integer or FieldType.Decimal && !ItemValues.HoldsId(field)
            ? new FailureDetail(
                FailureDetailCode.FieldRequired,
                field.Name,
                $"{field.Label} is never empty in TeamDynamix. Set it to 0 instead of clearing it.")
            : null;
    }

    // https://solutions.teamdynamix.com/TDWebApi/Home/type/TeamDynamix.Api.Tickets.TicketStatus: the flag decides, not the status class.
    private static IEnumerable<FailureDetail> OffHold(PlannedUpdate update, FrozenSet<string> statusesRequiringDate)
    {
        if (update.ChangeOf(TicketFields.Status) is { Value: { } status } change
            && statusesRequiringDate.Contains(status)
            && update.ChangeOf(TicketFields.GoesOffHold)?.Value is null)
        {
            yield return new FailureDetail(
                FailureDetailCode.FieldRequired,
                TicketFields.GoesOffHold,
                $"Status {Presentation.Quote(Presentation.Display(change.Field, status)!)} demands {TicketFields.GoesOffHold} in the same update.");
        }
    }

    private static IEnumerable<FailureDetail> Task(PlannedUpdate update) => update.Before?[TicketFields.IsConvertedToTask] != "true"
        ? []
        : update.Changes
            .Where(change => TicketFields.FixedInTasks.Contains(change.Field.Name, StringComparer.OrdinalIgnoreCase))
            .Select(change => new FailureDetail(
                FailureDetailCode.FieldReadOnly,
                change.Field.Name,
                $"{change.Field.Label} cannot be changed: the ticket has become a project task."));

    private static IEnumerable<FailureDetail> AssetName(PlannedUpdate update)
    {
        bool WillBeEmpty(string field) =>
            update.ChangeOf(field) is { } change ? change.Value is null : update.Before is not null && update.Before[field] is null;

        if (update.Changes.Any(change => change.Field.Name is AssetFields.Name or AssetFields.SerialNumber)
            && WillBeEmpty(AssetFields.Name)
            && WillBeEmpty(AssetFields.SerialNumber))
        {
            yield return new FailureDetail(FailureDetailCode.FieldRequired, AssetFields.Name, "An asset must have a name or a serial number.");
        }
    }
}
