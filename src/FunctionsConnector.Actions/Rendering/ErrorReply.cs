using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Rendering;

/// <summary>A failure in a reply or in a queue message.</summary>
/// <param name="Error">The failure.</param>
public sealed record ErrorReply(ErrorBody Error)
{
    /// <summary>False where the failure is sent as data; absent otherwise.</summary>
    public bool? Succeeded { get; init; }

    public static ErrorReply Of(Failure failure, string requestId) => new(ErrorBody.Of(failure, requestId));
}
