using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Http;

/// <summary>Gives a body to what the router answers by itself: no such route, or none with this method.</summary>
internal sealed class RouteFailures(RequestDelegate next, ILogger<RouteFailures> logger)
{
    // A route that was found answers for itself; what the router puts in the place of one has no route.
    public Task InvokeAsync(HttpContext context) => context.GetEndpoint() is RouteEndpoint ? next(context) : AnswerAsync(context);

    private async Task AnswerAsync(HttpContext context)
    {
        await next(context);
        if (context.Response.HasStarted || context.Response.ContentLength is not null || Of(context) is not { } failure)
        {
            return;
        }

        logger.Refused(context, failure);
        await ReplyWriter.WriteAsync(context, failure);
    }

    private static Failure? Of(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => new Failure(FailureCode.RouteNotFound, $"There is no route {Presentation.Quote(context.Request.Path)}."),
        StatusCodes.Status405MethodNotAllowed => new Failure(
            FailureCode.MethodNotAllowed,
            $"This route does not take {context.Request.Method}. It takes {context.Response.Headers.Allow}."),
        _ => null,
    };
}
