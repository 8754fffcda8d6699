using System.Globalization;
using System.Net;
using FunctionsConnector.Http;

namespace FunctionsConnector.Queue.Functions;

/// <summary>
/// Tells calls of the Functions host itself from calls that it forwards for somebody. There is no key in the host's own calls, so this
/// is what guards the routes that are meant for it alone:
/// <list type="bullet">
/// <item>they exist only under the Functions host, where the process listens on 127.0.0.1 only;</item>
/// <item>the call comes from this machine and names the host's invocation;</item>
/// <item>it asks for the very address the host dials. A forwarded call carries the public host name of the app in its <c>Host</c>
/// header, so a caller who smuggles a path such as <c>..\..\UpdateFromQueue</c> past a host that rebuilds URLs is not taken for it.</item>
/// </list>
/// </summary>
internal static class HostCall
{
    public const string InvocationId = "X-Azure-Functions-InvocationId";

    public static bool Is(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } remote
        && IPAddress.IsLoopback(remote)
        && context.Request.Host.Value == string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{context.Connection.LocalPort}")
        && context.Request.Headers[InvocationId].Count == 1;
}

/// <summary>Marks a route that is meant for the Functions host alone.</summary>
internal sealed class HostRoute : PublicRoute;
