using FunctionsConnector.Sandbox.Autotask.Metadata;

namespace FunctionsConnector.Sandbox.Autotask.Entities;

/// <summary>An entity and its invented records at the start.</summary>
/// <param name="Definition">The entity.</param>
/// <param name="Count">Number of records; their ids are 1 to this.</param>
/// <param name="Values">Returns the values of a record by its id, of standard and user-defined fields.</param>
internal sealed record SeededEntity(EntityDefinition Definition, int Count, Func<long, Dictionary<string, object?>> Values);
