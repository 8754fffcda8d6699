using FunctionsConnector.Core.Patching;

namespace FunctionsConnector.Core.Updates;

/// <summary>What an update would send, had it not been only a preview.</summary>
/// <param name="Patch">The request, byte for byte.</param>
/// <param name="Fields">The fields it names, with the values it would give them.</param>
/// <param name="Warnings">What a person should know before doing it.</param>
public sealed record UpdatePreview(Patch Patch, IReadOnlyList<FieldOutcome> Fields, IReadOnlyList<string> Warnings);
