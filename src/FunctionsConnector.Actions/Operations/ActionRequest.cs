using System.Collections.ObjectModel;
using FunctionsConnector.Core.Updates;
using FunctionsConnector.Actions.Security;

namespace FunctionsConnector.Actions.Operations;

/// <summary>A call of an action, whatever host it came through.</summary>
/// <param name="Caller">Who calls.</param>
/// <param name="RequestId">What the reply and the log call this request.</param>
public sealed record ActionRequest(Caller Caller, string RequestId)
{
    /// <summary>The target system; null on routes without one.</summary>
    public string? System { get; init; }

    /// <summary>The record type's id; null on routes without one.</summary>
    public string? RecordType { get; init; }

    /// <summary>The record's id; null on routes without one.</summary>
    public string? RecordId { get; init; }

    /// <summary>Query parameters; a repeated one has its values joined by commas, as the Functions host joins them.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public string? ContentType { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The update's place among queued ones; null for a call that is answered at once.</summary>
    public QueuePosition? Place { get; init; }

    /// <summary>How long the request was under way before the action could begin, which is taken off the action's time.</summary>
    public TimeSpan Waited { get; init; }

    public Correlation Correlation { get; init; } = Correlation.None;

    /// <summary>The query parameter, or null where it is absent or blank.</summary>
    public string? QueryText(string name) => Query.TryGetValue(name, out var text) && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
}
