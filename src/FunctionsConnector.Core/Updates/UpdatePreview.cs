using FunctionsConnector.Core.Patching;

namespace FunctionsConnector.Core.Updates;

/// <summary>The request that an update would send.</summary>
/// <param name="Patch">The request, byte for byte.</param>
/// <param name="Fields">The fields it names, with their new values.</param>
/// <param name="Warnings">What a person should know before sending it.</param>
public sealed record UpdatePreview(Patch Patch, IReadOnlyList<FieldOutcome> Fields, IReadOnlyList<string> Warnings);
