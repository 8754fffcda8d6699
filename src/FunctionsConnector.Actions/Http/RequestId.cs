namespace FunctionsConnector.Actions.Http;

/// <summary>Gives every request an id of our own, which reply, header and log share. A caller's id could be anything.</summary>
internal static class RequestId
{
    public static void Assign(HttpContext context)
    {
        context.TraceIdentifier = Make();
        context.Response.Headers["x-request-id"] = context.TraceIdentifier;
    }

    // Nobody gains anything by guessing one, so the system need not be asked for randomness that is good enough for secrets.
    private static string Make()
    {
        Span<byte> id = stackalloc byte[16];
        Random.Shared.NextBytes(id);
        return Convert.ToHexStringLower(id);
    }
}
