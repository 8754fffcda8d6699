namespace FunctionsConnector.Sandbox.TeamDynamix;

/// <summary>A change of the responsible of a ticket.</summary>
/// <param name="TicketId">The ticket.</param>
/// <param name="ResponsibleUid">The person responsible now; empty for none.</param>
/// <param name="ResponsibleGroupId">The group responsible now; 0 for none.</param>
/// <param name="IsNotified">Whether the caller requested a notification; the vendor sends none by default.</param>
public sealed record ResponsibleNotice(long TicketId, string ResponsibleUid, long ResponsibleGroupId, bool IsNotified);
