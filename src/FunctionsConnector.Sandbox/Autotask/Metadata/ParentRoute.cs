namespace FunctionsConnector.Sandbox.Autotask.Metadata;

/// <summary>The route <c>/{Parent}/{parentId}/{Segment}</c> at which alone a child entity is written.</summary>
/// <param name="Parent">Path segment of the parent entity.</param>
/// <param name="Segment">Path segment of the child below it.</param>
/// <param name="Field">Field of the child that holds the parent's id.</param>
internal sealed record ParentRoute(string Parent, string Segment, string Field);
