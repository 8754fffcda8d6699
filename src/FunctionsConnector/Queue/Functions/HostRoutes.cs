namespace FunctionsConnector.Queue.Functions;

/// <summary>Hides the routes that are meant for the Functions host from everybody else: to them there is no such route.</summary>
internal sealed class HostRoutes(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<HostRoute>() is not null && !HostCall.Is(context))
        {
            context.SetEndpoint(null);
        }

        return next(context);
    }
}
