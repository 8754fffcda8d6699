namespace FunctionsConnector.Sandbox.Server;

/// <summary>A record before its last change, which a vendor with late visibility still shows for a while.</summary>
/// <param name="State">The record.</param>
/// <param name="Until">The monotonic time of the change.</param>
internal sealed record Earlier<TState>(TState State, TimeSpan Until);
