using FunctionsConnector.Sandbox.Autotask.Records;

namespace FunctionsConnector.Sandbox.Autotask.Patching;

/// <summary>The rules between the fields of a task: resource, role and department.</summary>
internal static class TaskRules
{
    public static string? Check(RecordDraft draft) =>
        draft["assignedResourceID"] is not null && draft["departmentID"] is null
            ? AutotaskMessages.DepartmentRequired
            : ResourceRules.Check(draft);
}
