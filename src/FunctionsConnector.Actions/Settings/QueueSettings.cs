using FunctionsConnector.Actions.Identity;
using FunctionsConnector.Actions.Queue.Storage;

namespace FunctionsConnector.Actions.Settings;

/// <summary>The settings <c>Queue:…</c>, read and checked.</summary>
/// <param name="Name">The queue of updates; the names of its companions begin with it.</param>
internal sealed record QueueSettings(string Name)
{
    /// <summary>Where the queues are, as a connection string says; null where <see cref="ServiceUri"/> does.</summary>
    public QueueConnection? Connection { get; init; }

    /// <summary>Where the queues are that know us by an identity.</summary>
    public Uri? ServiceUri { get; init; }

    /// <summary>How the service at <see cref="ServiceUri"/> knows us.</summary>
    public IdentitySettings Identity { get; init; } = new(IdentityKind.ManagedIdentity, null);

    /// <summary>How long a message is hidden while it is worked on (renewed until it is done), and before it is tried again.</summary>
    public TimeSpan VisibilityTimeout { get; init; }

    /// <summary>Updates made at a time; the outcomes of at most as many more are on their way to their queues.</summary>
    public int Concurrency { get; init; }
}
