using FunctionsConnector.Core.Failures;
using FunctionsConnector.Logs;
using FunctionsConnector.Security;

namespace FunctionsConnector.Http;

/// <summary>Logs requests that are refused before they are those of an action.</summary>
internal static class Refusals
{
    /// <summary>Whose request it is is said where that is known by now.</summary>
    public static void Refused(this ILogger logger, HttpContext context, Failure failure) => logger.Refused(
        context.Request.Method, context.Features.Get<Caller>(), failure.Code.Name, context.TraceIdentifier, CorrelationHeaders.Of(context));
}
