using FunctionsConnector.Core.Targets;
using FunctionsConnector.Server;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FunctionsConnector.Actions.Tests.Security;

/// <summary>The rate limit of a caller over HTTP.</summary>
public sealed class CallerRateTests
{
    [Fact]
    public async Task A_caller_over_its_limit_gets_429_on_every_route_and_others_do_not()
    {
        var settings = ConnectorFixture.GoodSettings;
        settings["Connector:ApiKeys:0:CallsPerMinute"] = "3";
        using var log = new LogLines();
        await using var app = ConnectorApplication.Create(["--urls", "http://127.0.0.1:0"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(settings);
            builder.Services.AddSingleton<IReadOnlyList<TargetSystemKind>>([new FakeKind()]);
            builder.Logging.ClearProviders().AddProvider(log);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        var statuses = new List<int>();
        for (var call = 0; call < 3; call++)
        {
            statuses.Add((await SendAsync(client, "/api/systems", ConnectorFixture.Key)).Status);
        }

        statuses.ShouldBe([200, 200, 200]);
        foreach (var path in new[] { "/api/systems", "/api/connection", "/api/systems/alpha/records/Tickets/1", "/api/nowhere" })
        {
            var refused = await SendAsync(client, path, ConnectorFixture.Key);

            (refused.Status, refused.Code, refused.Error.GetProperty("retryable").GetBoolean()).ShouldBe((429, "RateLimited", true));
            int.Parse(refused.Header("Retry-After")!, CultureInfo.InvariantCulture).ShouldBeInRange(1, 20);
            log.All.ShouldContain(line => line.StartsWith($"Warning GET by everybody refused: RateLimited in request {refused.Header("x-request-id")}", StringComparison.Ordinal));
        }

        (await SendAsync(client, "/api/systems", ConnectorFixture.LimitedKey)).Status.ShouldBe(200);
        (await SendAsync(client, "/health/live", ConnectorFixture.Key)).Status.ShouldBe(200);
        (await SendAsync(client, "/api/systems", "wrong")).Status.ShouldBe(401);
    }

    private static async Task<Reply> SendAsync(HttpClient client, string path, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "x-api-key", key } } };
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return new Reply(response, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
