using FunctionsConnector.Core.Updates;

namespace FunctionsConnector.Actions.Parsing;

/// <summary>The body of an update, understood.</summary>
/// <param name="Changes">At least one; no field twice by the same name.</param>
/// <param name="Options">How to make them.</param>
internal sealed record UpdateCommand(IReadOnlyList<RequestedChange> Changes, UpdateOptions Options);
