using FunctionsConnector.Actions;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Logs;

namespace FunctionsConnector.Http;

/// <summary>Turns what was thrown into JSON, so that a flow author never sees an empty or foreign reply.</summary>
internal sealed class FailureBoundary(RequestDelegate next, ILogger<FailureBoundary> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller is gone: there is nobody to tell, and nothing is wrong with us.
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            var failure = OfTheServer(exception);
            logger.Refused(context, failure);
            await ReplyWriter.WriteAsync(context, failure);
        }
        catch (Exception exception)
        {
            logger.Broke(exception, context.Request.Method, context.TraceIdentifier);
            if (context.Response.HasStarted)
            {
                context.Abort();
                return;
            }

            await ReplyWriter.WriteAsync(context, InternalFailure.Value);
        }
    }

    // The server's 408 for a body that trickles in is not passed on: a flow would send it again, and it would trickle again.
    private static Failure OfTheServer(BadHttpRequestException exception) => exception.StatusCode == StatusCodes.Status413PayloadTooLarge
        ? RequestBody.TooLarge
        : new Failure(FailureCode.InvalidRequest, $"The request could not be read: {exception.Message}");
}
