using System.Collections.ObjectModel;
using FunctionsConnector.Actions.Security;
using FunctionsConnector.Core.Updates;

namespace FunctionsConnector.Actions.Operations;

/// <summary>A call of an action, over HTTP or from a queue.</summary>
/// <param name="Caller">Who calls.</param>
/// <param name="RequestId">The id of this request in the reply and in the log.</param>
public sealed record ActionRequest(Caller Caller, string RequestId)
{
    /// <summary>The target system; null on routes without one.</summary>
    public string? System { get; init; }

    /// <summary>The record type's id; null on routes without one.</summary>
    public string? RecordType { get; init; }

    /// <summary>The record's id; null on routes without one.</summary>
    public string? RecordId { get; init; }

    /// <summary>Query parameters. Commas join the values of a repeated one, as the Functions host does.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public string? ContentType { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The position of a queued update; null for an HTTP call.</summary>
    public QueuePosition? Position { get; init; }

    /// <summary>Whether an agent calls, over the Model Context Protocol.</summary>
    public bool IsFromAgent { get; init; }

    /// <summary>How long the request waited before the action began. The action's time limit is shorter by this time.</summary>
    public TimeSpan Waited { get; init; }

    public Correlation Correlation { get; init; } = Correlation.None;

    /// <summary>The query parameter, or null where it is absent or blank.</summary>
    public string? QueryText(string name) => Query.TryGetValue(name, out var text) && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
}
