namespace FunctionsConnector.Sandbox.TeamDynamix;

/// <summary>A ticket got somebody else to be responsible.</summary>
/// <param name="TicketId">The ticket.</param>
/// <param name="ResponsibleUid">The person responsible now; empty for none.</param>
/// <param name="ResponsibleGroupId">The group responsible now; 0 for none.</param>
/// <param name="IsNotified">Whether the caller asked for them to be told; the vendor does not tell them by itself.</param>
public sealed record ResponsibleNotice(long TicketId, string ResponsibleUid, long ResponsibleGroupId, bool IsNotified);
