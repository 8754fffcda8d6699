using FunctionsConnector.Sandbox.Autotask.Records;

namespace FunctionsConnector.Sandbox.Autotask.Patching;

/// <summary>A resource is assigned together with one of its roles.</summary>
internal static class ResourceRules
{
    public static string? Check(RecordDraft draft) => (draft.Number("assignedResourceID"), draft.Number("assignedResourceRoleID")) switch
    {
        (null, null) => null,
        ({ } resource, { } role) => References.HasRole(resource, role) ? null : AutotaskMessages.ResourceRoleUndefined,
        _ => AutotaskMessages.ResourceWithoutRole,
    };
}
