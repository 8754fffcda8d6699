using FunctionsConnector.Sandbox.Autotask.Metadata;

namespace FunctionsConnector.Sandbox.Autotask.Entities;

/// <summary>An entity and the invented records with which the sandbox starts.</summary>
/// <param name="Definition">The entity.</param>
/// <param name="Count">Number of records; their ids are 1 to this.</param>
/// <param name="Values">The filled fields of the record of an id; standard and user-defined fields side by side.</param>
internal sealed record SeededEntity(EntityDefinition Definition, int Count, Func<long, Dictionary<string, object?>> Values);
