namespace FunctionsConnector.Sandbox.TeamDynamix.Lookups;

/// <summary>One application.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="AppClass">Its class: <c>TDTickets</c>, <c>TDAssets</c> or <c>TDClient</c>.</param>
/// <param name="IsActive">Whether it is in use.</param>
internal sealed record Application(int Id, string Name, string AppClass, bool IsActive = true);
