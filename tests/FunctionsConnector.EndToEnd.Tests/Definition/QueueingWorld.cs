using FunctionsConnector.Core.Resilience;
using FunctionsConnector.EndToEnd.Tests.Queues.Azurite;
using FunctionsConnector.EndToEnd.Tests.Testing;
using Microsoft.AspNetCore.Builder;

namespace FunctionsConnector.EndToEnd.Tests.Definition;

/// <summary>
/// A world with a queue to put updates on, so that every operation of the definition can be called. As under Functions, the
/// process takes no messages off it by itself.
/// </summary>
internal static class QueueingWorld
{
    public static async Task<World> StartAsync(Timing? timing = null, Action<WebApplicationBuilder>? configure = null)
    {
        var azurite = await TestContext.Current.GetFixture<AzuriteServer>() ?? throw new InvalidOperationException("There is no Azurite.");
        var connection = await azurite.SharedConnectionAsync();
        return await World.StartAsync(timing, configure, settings =>
        {
            settings["FUNCTIONS_CUSTOMHANDLER_PORT"] = "0";
            settings["Queue"] = connection;
        });
    }
}
