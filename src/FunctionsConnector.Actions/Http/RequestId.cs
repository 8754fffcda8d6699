namespace FunctionsConnector.Actions.Http;

/// <summary>Gives every request an id of our own, for reply, header and log. A caller's id could be any text.</summary>
internal static class RequestId
{
    public static void Assign(HttpContext context)
    {
        context.TraceIdentifier = Make();
        context.Response.Headers["x-request-id"] = context.TraceIdentifier;
    }

    // The id is no secret, so a fast random generator is enough.
    private static string Make()
    {
        Span<byte> id = stackalloc byte[16];
        Random.Shared.NextBytes(id);
        return Convert.ToHexStringLower(id);
    }
}
