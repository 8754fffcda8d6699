using System.Text.Json.Serialization.Metadata;
using FunctionsConnector.Actions.Rendering;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Operations;

/// <summary>What an action answers.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The JSON text.</param>
/// <param name="Outcome">The outcome in the log: an update's outcome, <c>ok</c>, or the failure code.</param>
public sealed record ActionReply(int Status, ReadOnlyMemory<byte> Body, string Outcome)
{
    /// <summary>The failure that the reply reports, with its own status or as data; null on success.</summary>
    public Failure? Failure { get; init; }

    /// <summary>The value of <c>Retry-After</c>, where the reply has one.</summary>
    public int? RetryAfterSeconds { get; init; }

    public static ActionReply Ok<T>(T body, JsonTypeInfo<T> type, string outcome = "ok") =>
        new(200, ReplyJson.Write(body, type), outcome);

    /// <summary>The failure with its own status.</summary>
    public static ActionReply Of(Failure failure, string requestId) =>
        new(failure.Code.Status, Render(ErrorReply.Of(failure, requestId)), failure.Code.Name)
        {
            Failure = failure,
            RetryAfterSeconds = ErrorBody.SecondsToWait(failure),
        };

    /// <summary>The failure as data, for flows that branch on it.</summary>
    public static ActionReply AsOutput(Failure failure, string requestId) =>
        new(200, Render(ErrorReply.Of(failure, requestId) with { Succeeded = false }), failure.Code.Name) { Failure = failure };

    private static byte[] Render(ErrorReply reply) => ReplyJson.Write(reply, ReplyJson.Default.ErrorReply);
}
