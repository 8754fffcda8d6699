namespace FunctionsConnector.Sandbox.Autotask.Metadata;

/// <summary>The only route for writing a child entity: <c>/{Parent}/{parentId}/{Segment}</c>.</summary>
/// <param name="Parent">Path segment of the parent entity.</param>
/// <param name="Segment">Path segment of the child entity.</param>
/// <param name="Field">Field of the child that holds the parent's id.</param>
internal sealed record ParentRoute(string Parent, string Segment, string Field);
