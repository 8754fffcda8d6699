using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Updates;

/// <summary>What the record showed after a PATCH.</summary>
/// <param name="Seen">The last reading that succeeded; the failure where none did.</param>
/// <param name="Earlier">The readings before it.</param>
internal sealed record ReadBack(Result<Record> Seen, IReadOnlyList<Record> Earlier);
