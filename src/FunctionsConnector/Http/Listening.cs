using System.Globalization;
using FunctionsConnector.Settings;

namespace FunctionsConnector.Http;

/// <summary>Chooses where the process listens.</summary>
internal static class Listening
{
    private const string FunctionsPort = "FUNCTIONS_CUSTOMHANDLER_PORT";
    private const string Standalone = "http://127.0.0.1:7071";

    /// <summary>Whether the Functions host has started this process.</summary>
    public static bool IsUnderFunctions(IConfiguration configuration) => !string.IsNullOrEmpty(configuration[FunctionsPort]);

    /// <summary>The Functions host dials 127.0.0.1 and a port of its choice; anybody else says so in the usual ways of ASP.NET Core.</summary>
    public static void ListenWhereTheHostExpects(this WebApplicationBuilder builder)
    {
        if (builder.Configuration[FunctionsPort] is { Length: > 0 } port)
        {
            builder.WebHost.UseUrls($"http://127.0.0.1:{Port(port)}");
        }
        else if (string.IsNullOrWhiteSpace(builder.Configuration["urls"]) && string.IsNullOrWhiteSpace(builder.Configuration["http_ports"]))
        {
            builder.WebHost.UseUrls(Standalone);
        }
    }

    private static ushort Port(string text) => ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
        ? port
        : throw new BadSettingsException(
            [new SettingsProblem(FunctionsPort, $"is '{text}', which is no port. The Functions host sets it; remove it elsewhere.")]);
}
