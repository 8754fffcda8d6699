using FunctionsConnector.Sandbox.TeamDynamix.Access;
using FunctionsConnector.Sandbox.TeamDynamix.Items;
using FunctionsConnector.Sandbox.TeamDynamix.Kinds;
using FunctionsConnector.Sandbox.TeamDynamix.Lookups;

namespace FunctionsConnector.Sandbox.TeamDynamix.Patching;

/// <summary>
/// Sets the fields that the vendor maintains: time, person and count of changes, and the dates of completion and hold of a ticket.
/// </summary>
internal static class ItemStamps
{
    public static void Set(ItemDraft draft, Caller caller, DateTimeOffset at)
    {
        var now = InstantText.Format(at);
        foreach (var field in draft.Kind.Fields)
        {
            if (field.IsChangeStamp)
            {
                draft.Keep(field.Name, Next(field, draft, caller, now));
            }
        }

        if (draft.Kind == Tickets.Kind && draft.IsChanged("StatusID"))
        {
            SetStatusDates(draft, caller, now);
        }
    }

    private static object? Next(FieldDefinition field, ItemDraft draft, Caller caller, string now) => field.Type switch
    {
        FieldType.Integer => draft.Number(field.Name) + 1,
        FieldType.Guid => caller.Uid,
        _ => now,
    };

    private static void SetStatusDates(ItemDraft draft, Caller caller, string now)
    {
        var status = TicketLookups.Statuses.Find(draft.Number("StatusID"))?.StatusClass;
        var isCompleted = status == TicketLookups.Completed;
        draft.Keep("CompletedDate", isCompleted ? now : null);
        draft.Keep("CompletedUid", isCompleted ? caller.Uid : null);
        draft.Keep("PlacedOnHoldDate", status == TicketLookups.OnHold ? now : null);
    }
}
