using FunctionsConnector.Sandbox.TeamDynamix.Items;
using FunctionsConnector.Sandbox.TeamDynamix.Kinds;
using FunctionsConnector.Sandbox.TeamDynamix.Lookups;

namespace FunctionsConnector.Sandbox.TeamDynamix.Patching;

/// <summary>The rules for the whole item.</summary>
internal sealed class ItemRules(ItemStore items)
{
    /// <summary>The refusal, or null.</summary>
    public string? Check(ItemDraft draft) =>
        CheckRequired(draft)
        ?? (draft.Kind == Tickets.Kind ? CheckHold(draft) : null)
        ?? (draft.Kind == Assets.Kind ? CheckAsset(draft) : null)
        ?? (draft.Kind == People.Kind ? CheckUserName(draft) : null);

    private static string? CheckRequired(ItemDraft draft) =>
        draft.Kind.Fields.FirstOrDefault(field => field.IsRequired && draft.IsSent(field.Name) && draft[field.Name] is null) is { } missing
            ? TeamDynamixMessages.Required(missing.Name)
            : null;

    /// <summary>A flag of the status requires the date, not its class.</summary>
    private static string? CheckHold(ItemDraft draft) =>
        draft.IsChanged("StatusID")
        && TicketLookups.Statuses.Find(draft.Number("StatusID")) is { RequiresGoesOffHold: true }
        && !(draft.IsSent("GoesOffHoldDate") && draft["GoesOffHoldDate"] is not null)
            ? TeamDynamixMessages.NeedsGoesOffHold
            : null;

    private static string? CheckAsset(ItemDraft draft) =>
        draft["Name"] is null && draft["SerialNumber"] is null ? TeamDynamixMessages.AssetNeedsName : null;

    private string? CheckUserName(ItemDraft draft) =>
        draft.IsChanged("UserName")
        && items.All(People.Kind).Any(person =>
            person.Id != draft.Before.Id && person.Text("UserName").Equals(draft.Text("UserName"), StringComparison.OrdinalIgnoreCase))
            ? TeamDynamixMessages.UserNameTaken
            : null;
}
