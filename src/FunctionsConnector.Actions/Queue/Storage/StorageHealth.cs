using FunctionsConnector.Actions.Http;

namespace FunctionsConnector.Actions.Queue.Storage;

/// <summary>Whether the last call to a queue succeeded. Each queue has its own: calls to one that works say nothing of another.</summary>
internal sealed class StorageHealth : IHealthState
{
    private volatile bool _isDegraded;

    public string? Degradation => _isDegraded ? "The queues of updates cannot be used. Queued updates wait; the log says why." : null;

    public void Answered() => _isDegraded = false;

    public void Failed() => _isDegraded = true;
}
