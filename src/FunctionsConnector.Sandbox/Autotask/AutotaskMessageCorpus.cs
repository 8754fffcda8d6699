namespace FunctionsConnector.Sandbox.Autotask;

/// <summary>Refusals of live tenants, word for word, with their spelling errors.</summary>
internal static class AutotaskMessageCorpus
{
    public static IReadOnlyList<IReadOnlyList<string>> Messages { get; } =
    [
        ["The startDateTime, endDateTime and isComplete cannot be edited if status is of type \"Canceled\"."],
        [AutotaskMessages.UnknownReference("contactID"), AutotaskMessages.RecordNumber],
        ["Value does not reference an existing entity for taskType . "],
        [AutotaskMessages.TooLong("description")],
        [AutotaskMessages.UnknownChoice("priority", "3")],
        [AutotaskMessages.UnknownChildChoice("subIssueType")],
        [AutotaskMessages.ContactOfOtherCompany],
        [AutotaskMessages.ItemOfOtherCompany(12, 0)],
        [AutotaskMessages.LocationOfOtherCompany(1)],
        [AutotaskMessages.ResourceWithoutRole],
        [AutotaskMessages.ResourceRoleUndefined],
        [AutotaskMessages.Required("queueID")],
        [AutotaskMessages.DepartmentRequired],
        [AutotaskMessages.Missing("title")],
        [AutotaskMessages.MissingReference("resourceID")],
        [AutotaskMessages.InvalidTimeEntryRole],
        [AutotaskMessages.InactiveReference("contactID", 12345)],
        [AutotaskMessages.NoQueryPermission],
        [AutotaskMessages.ShowOnInvoice],
        [AutotaskMessages.InvalidTask],
        [AutotaskMessages.OneParentOnly],
        [AutotaskMessages.InactiveAllocationCode],
        [AutotaskMessages.UnexpectedCharacter('t')],
        [AutotaskMessages.NotConvertible("material", "int")],
        [AutotaskMessages.UnknownZone],
        [AutotaskMessages.WrongIntegrationCode],
        [AutotaskMessages.ThreadLimit],
        ["No message. No matching records found. The logged in Resource may not have the required permissions to delete the data."],
        ["Startdatum kann nicht geändert werden, da zugehörige Aufgaben, Phasen oder Projektprobleme vorhanden sind."],
        AutotaskMessages.Unexpected(AutotaskMessages.UserDefinedFieldsErrorId),
    ];
}
