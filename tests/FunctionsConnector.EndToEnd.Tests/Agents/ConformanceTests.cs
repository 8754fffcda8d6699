using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Forwarder;

namespace FunctionsConnector.EndToEnd.Tests.Agents;

/// <summary>
/// The scenarios of the official conformance suite that apply to a server with tools only. The others call tools, prompts and resources
/// of a server made for the suite.
/// </summary>
public class ConformanceTests
{
    [Theory]
    [InlineData("server-initialize")]
    [InlineData("ping")]
    [InlineData("tools-list")]
    public async Task The_endpoint_passes_the_scenario(string scenario)
    {
        await using var world = await World.StartAsync();
        await using var proxy = await WithKeyAsync(world);

        var output = await AgentClient.CheckAsync(new Uri($"{proxy.Urls.Single()}/mcp"), scenario);

        output.ShouldContain(", 0 failed", customMessage: output);
    }

    /// <summary>The suite sends no header of a caller, so a proxy adds the key.</summary>
    private static async Task<WebApplication> WithKeyAsync(World world)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddHttpForwarder();
        var proxy = builder.Build();
        var (forwarder, client) = (proxy.Services.GetRequiredService<IHttpForwarder>(), new HttpMessageInvoker(new SocketsHttpHandler()));
        proxy.Run(async context =>
        {
            context.Request.Headers["x-api-key"] = World.ApiKey;
            await forwarder.SendAsync(context, $"{world.Url}", client);
        });
        await proxy.StartAsync(TestContext.Current.CancellationToken);
        return proxy;
    }
}
