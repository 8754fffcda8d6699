namespace FunctionsConnector.Http;

/// <summary>Gives every request an id of our own, which reply, header and log share. A caller's id could be anything, or anybody's.</summary>
internal sealed class RequestIds(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        context.TraceIdentifier = Guid.NewGuid().ToString("N");
        context.Response.Headers["x-request-id"] = context.TraceIdentifier;
        return next(context);
    }
}
