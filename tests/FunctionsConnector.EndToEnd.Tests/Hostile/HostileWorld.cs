using System.Security.Cryptography.X509Certificates;
using FunctionsConnector.Core.Resilience;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace FunctionsConnector.EndToEnd.Tests.Hostile;

/// <summary>An environment with an attacker between the connector and the vendors.</summary>
internal sealed class HostileWorld(World world, Interposer vendor) : IAsyncDisposable
{
    /// <summary>Long enough for reading a flood of data, short enough for a test with a slow response.</summary>
    public static readonly Timing Patient = World.Quick with { Request = TimeSpan.FromSeconds(9) };

    public World World => world;

    /// <summary>The server between connector and vendors.</summary>
    public Interposer Vendor => vendor;

    public SandboxServer Sandbox => world.Sandbox;

    public static async Task<HostileWorld> StartAsync(
        Timing? timing = null, X509Certificate2? certificate = null, Action<WebApplicationBuilder>? configure = null)
    {
        var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);
        var vendor = await Interposer.StartAsync(sandbox, certificate);
        var world = await World.StartAsync(timing ?? Patient, configure, sandbox: sandbox, settings: settings =>
        {
            foreach (var (name, value) in vendor.Settings)
            {
                settings[name] = value;
            }
        });
        return new HostileWorld(world, vendor);
    }

    /// <summary>An update of a record of either vendor.</summary>
    public Task<Reply> RenameAsync(string system) => system == "autotask"
        ? world.UpdateFieldAsync("Tickets", 1, """{"field":"title","value":"renamed"}""")
        : world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1001", """{"fields":{"Title":"renamed"}}""");

    public Task<Reply> ReadAsync(string system) =>
        world.GetAsync(system == "autotask" ? "/api/systems/autotask/records/Tickets/1" : "/api/systems/teamdynamix/records/tickets-42/1001");

    /// <summary>Replaces the response to calls of a method and path. Other calls go to the simulated vendor.</summary>
    public void Answering(string method, string pathFragment, Func<HttpContext, Task> answer) => vendor.Answer = async context =>
    {
        if (context.Request.Method != method || !context.Request.Path.Value!.Contains(pathFragment, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        await answer(context);
        return true;
    };

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        await vendor.DisposeAsync();
    }
}
