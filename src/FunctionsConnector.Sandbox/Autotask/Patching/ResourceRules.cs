using FunctionsConnector.Sandbox.Autotask.Records;

namespace FunctionsConnector.Sandbox.Autotask.Patching;

/// <summary>A resource is assigned together with a role that it may act in, or not at all.</summary>
internal static class ResourceRules
{
    public static string? Check(RecordDraft draft) => (draft.Number("assignedResourceID"), draft.Number("assignedResourceRoleID")) switch
    {
        (null, null) => null,
        ({ } resource, { } role) => References.MayAct(resource, role) ? null : AutotaskMessages.ResourceRoleUndefined,
        _ => AutotaskMessages.ResourceWithoutRole,
    };
}
