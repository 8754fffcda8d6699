namespace FunctionsConnector.Core.Targets.Autotask.Dialect;

/// <summary>The PATCH route of an entity. For nearly half of the entities it differs from the route for reading.</summary>
/// <param name="Entity">The flat name by which the entity is read and described.</param>
/// <param name="Parent">The parent's segment; null for a root route.</param>
/// <param name="Child">The child's segment below the parent; null for a root route.</param>
/// <param name="ParentField">The field of the record that holds the parent's id; null for a root route.</param>
internal sealed record Route(string Entity, string? Parent, string? Child, string? ParentField)
{
    /// <summary>The path below <c>V1.0/</c>. The record's own id is in the body, not in the path.</summary>
    public string PatchPath(string? parentId) => Parent is null ? Entity : $"{Parent}/{parentId}/{Child}";
}
