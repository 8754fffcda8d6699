using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace FunctionsConnector.Benchmarks.Vendor;

/// <summary>A server for the stand-in.</summary>
internal sealed class StandInServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly HttpClient _sandbox;

    private StandInServer(WebApplication application, HttpClient sandbox) => (_application, _sandbox) = (application, sandbox);

    public Uri Url => new(_application.Urls.Single());

    public static async Task<StandInServer> StartAsync(Uri sandbox)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        var application = builder.Build();
        var client = new HttpClient { BaseAddress = sandbox };
        application.Run(new StandIn(client).HandleAsync);
        await application.StartAsync();
        return new StandInServer(application, client);
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _sandbox.Dispose();
    }
}
