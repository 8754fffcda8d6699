using System.Collections.Concurrent;
using FunctionsConnector.Sandbox.TeamDynamix.Items;
using FunctionsConnector.Sandbox.TeamDynamix.Kinds;

namespace FunctionsConnector.Sandbox.TeamDynamix.Patching;

/// <summary>The changes of responsibility for tickets, and whether the new responsible was notified.</summary>
internal sealed class NoticeLog
{
    private const int Capacity = 10_000;

    private readonly ConcurrentQueue<ResponsibleNotice> _notices = new();

    public IReadOnlyList<ResponsibleNotice> All => [.. _notices];

    public void Take(ItemChange change, bool isNotified)
    {
        var (before, after) = (change.Before, change.After);
        if (after.Kind != Tickets.Kind
            || (before.Text("ResponsibleUid") == after.Text("ResponsibleUid")
                && before.Number("ResponsibleGroupID") == after.Number("ResponsibleGroupID")))
        {
            return;
        }

        _notices.Enqueue(new(after.Number("ID"), after.Text("ResponsibleUid"), after.Number("ResponsibleGroupID"), isNotified));
        if (_notices.Count > Capacity)
        {
            _notices.TryDequeue(out _);
        }
    }

    public void Clear() => _notices.Clear();
}
