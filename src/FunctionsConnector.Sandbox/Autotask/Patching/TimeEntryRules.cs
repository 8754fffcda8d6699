using FunctionsConnector.Sandbox.Autotask.Records;

namespace FunctionsConnector.Sandbox.Autotask.Patching;

/// <summary>A time entry has exactly one parent.</summary>
internal static class TimeEntryRules
{
    public static string? Check(RecordDraft draft)
    {
        string[] parents = ["ticketID", "taskID", "internalBillingCodeID"];
        if (parents.Count(field => draft[field] is not null) > 1)
        {
            return AutotaskMessages.OneParentOnly;
        }

        return draft.Number("internalBillingCodeID") == References.InactiveBillingCode ? AutotaskMessages.InactiveAllocationCode : null;
    }
}
