using FunctionsConnector.Actions.Parsing;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Operations;

/// <summary>Writes the failure of an update as the body's <c>failureMode</c> asks: with its own status, or as data with status 200.</summary>
internal static class UpdateFailureReply
{
    public static ActionReply Of(Failure failure, ActionRequest request, UpdateCommand command) =>
        Of(failure, request, command.Options.FailuresAreOutput);

    /// <summary>The body is not valid.</summary>
    public static ActionReply OfInvalidBody(Failure failure, ActionRequest request) => BeforeReading(failure with { System = request.System }, request);

    /// <summary>The request is refused before its body is read. The reply follows the body's <c>failureMode</c> where that can be read.</summary>
    public static ActionReply BeforeReading(Failure failure, ActionRequest request) =>
        Of(failure, request, UpdateOptions.WantsFailuresAsOutput(request));

    private static ActionReply Of(Failure failure, ActionRequest request, bool asOutput) =>
        asOutput && failure.Code != FailureCode.Forbidden ? ActionReply.AsOutput(failure, request.RequestId) : ActionReply.Of(failure, request.RequestId);
}
