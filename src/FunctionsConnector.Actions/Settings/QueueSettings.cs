using FunctionsConnector.Actions.Identity;
using FunctionsConnector.Actions.Queue.Storage;

namespace FunctionsConnector.Actions.Settings;

/// <summary>The settings <c>Queue:…</c>, read and checked.</summary>
/// <param name="Name">The queue of updates; the names of the other queues begin with it.</param>
internal sealed record QueueSettings(string Name)
{
    /// <summary>The connection string of the queues; null where <see cref="ServiceUri"/> is set.</summary>
    public QueueConnection? Connection { get; init; }

    /// <summary>The address of the queues for access with an identity.</summary>
    public Uri? ServiceUri { get; init; }

    /// <summary>The identity for <see cref="ServiceUri"/>.</summary>
    public IdentitySettings Identity { get; init; } = new(IdentityKind.ManagedIdentity, null);

    /// <summary>How long a message is invisible while it is processed (renewed until it is done), and at least before a retry.</summary>
    public TimeSpan VisibilityTimeout { get; init; }

    /// <summary>The number of concurrent updates; the outcomes of at most as many more are being put on their queues.</summary>
    public int Concurrency { get; init; }
}
