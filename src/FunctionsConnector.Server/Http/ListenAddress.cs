namespace FunctionsConnector.Server.Http;

/// <summary>Sets the default listen address.</summary>
internal static class ListenAddress
{
    private const string Default = "http://127.0.0.1:7071";

    /// <summary>Listens on loopback only, unless a setting of ASP.NET Core gives an address.</summary>
    public static void UseLoopbackByDefault(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration["urls"]) && string.IsNullOrWhiteSpace(builder.Configuration["http_ports"]))
        {
            builder.WebHost.UseUrls(Default);
        }
    }
}
