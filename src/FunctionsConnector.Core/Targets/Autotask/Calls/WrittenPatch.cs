namespace FunctionsConnector.Core.Targets.Autotask.Calls;

/// <summary>A PATCH as it is sent.</summary>
/// <param name="Path">Below <c>V1.0/</c>; a child record's parent is in it.</param>
/// <param name="Body">The JSON text.</param>
internal sealed record WrittenPatch(string Path, string Body);
