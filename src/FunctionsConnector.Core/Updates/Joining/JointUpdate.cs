using FunctionsConnector.Core.Patching;

namespace FunctionsConnector.Core.Updates.Joining;

/// <summary>Updates of one record that travel together.</summary>
/// <param name="Update">All their changes in one.</param>
/// <param name="Companions">Those that joined, each with its own plan.</param>
internal sealed record JointUpdate(PlannedUpdate Update, IReadOnlyList<(WaitingUpdate Waiting, PlannedUpdate Planned)> Companions);
