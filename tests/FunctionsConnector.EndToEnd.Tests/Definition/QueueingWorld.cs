using FunctionsConnector.Core.Resilience;
using Microsoft.AspNetCore.Builder;

namespace FunctionsConnector.EndToEnd.Tests.Definition;

/// <summary>
/// An environment with a queue, so that every operation of the definition can be called. Its messages are not
/// consumed.
/// </summary>
internal static class QueueingWorld
{
    public static async Task<World> StartAsync(Timing? timing = null, Action<WebApplicationBuilder>? configure = null)
    {
        var azurite = await TestContext.Current.GetFixture<AzuriteServer>() ?? throw new InvalidOperationException("There is no Azurite.");
        var connection = await azurite.SharedConnectionAsync();
        return await World.StartAsync(
            timing,
            builder =>
            {
                World.WithoutListener(builder);
                configure?.Invoke(builder);
            },
            settings => settings["Queue"] = connection);
    }
}
