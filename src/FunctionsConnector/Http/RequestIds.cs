namespace FunctionsConnector.Http;

/// <summary>Gives every request an id of our own, which reply, header and log share. A caller's id could be anything, or anybody's.</summary>
internal sealed class RequestIds(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        context.TraceIdentifier = NewId();
        context.Response.Headers["x-request-id"] = context.TraceIdentifier;
        return next(context);
    }

    // Nobody gains anything by guessing one, so the system need not be asked for randomness that is good enough for secrets.
    private static string NewId()
    {
        Span<byte> id = stackalloc byte[16];
        Random.Shared.NextBytes(id);
        return Convert.ToHexStringLower(id);
    }
}
