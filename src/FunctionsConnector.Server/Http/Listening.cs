namespace FunctionsConnector.Server.Http;

/// <summary>Chooses where the process listens.</summary>
internal static class Listening
{
    private const string Default = "http://127.0.0.1:7071";

    /// <summary>The usual settings of ASP.NET Core name an address; without one the process serves its own machine alone.</summary>
    public static void ListenOnLoopbackByDefault(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration["urls"]) && string.IsNullOrWhiteSpace(builder.Configuration["http_ports"]))
        {
            builder.WebHost.UseUrls(Default);
        }
    }
}
