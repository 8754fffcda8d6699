using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Targets;

namespace FunctionsConnector.Core.Updates;

/// <summary>The record after the PATCH.</summary>
/// <param name="Record">As it was read last; the failure where it could not be read.</param>
/// <param name="IsRepeated">Whether it was read at least twice.</param>
internal readonly record struct ReadBack(Result<Record> Record, bool IsRepeated = false);
