using System.Collections.Concurrent;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Targets.Autotask.Authentication;

/// <summary>
/// Remembers for a minute which endpoints refuse credentials that are valid elsewhere. Each refusal may count towards a locked API user,
/// so such an endpoint gets no calls meanwhile; the others do.
/// </summary>
internal sealed class EndpointRefusals(TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Endpoint, bool IsWrite), (Credentials Credentials, Failure Failure, TimeSpan Until)> _refused = [];

    /// <summary>The failure while the endpoint gets no calls with these credentials; else null.</summary>
    public Failure? Of(string endpoint, bool isWrite, Credentials credentials) =>
        !_refused.IsEmpty && _refused.TryGetValue((endpoint, isWrite), out var refused) && refused.Credentials == credentials && time.Monotonic() < refused.Until
            ? refused.Failure
            : null;

    public void Add(string endpoint, bool isWrite, Credentials credentials, Failure failure) =>
        _refused[(endpoint, isWrite)] = (credentials, failure, time.Monotonic() + Pause);
}
