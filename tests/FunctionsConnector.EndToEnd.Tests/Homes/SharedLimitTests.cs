using FunctionsConnector.EndToEnd.Tests.Queues;

namespace FunctionsConnector.EndToEnd.Tests.Homes;

/// <summary>Instances of both homes share a limit by the table.</summary>
public sealed class SharedLimitTests(AzuriteServer azurite, PublishedFunctionApp app)
{
    private const string Ticket = "api/systems/teamdynamix/records/tickets-42/1001";
    private const int CallsPerMinute = 3;

    [Theory]
    [InlineData(true, 429)]
    [InlineData(false, 200)]
    public async Task A_function_app_and_a_native_executable_share_a_limit(bool isShared, int last)
    {
        var account = await azurite.NewAccountWithTablesAsync();
        await using var world = await QueueWorld.StartAsync(azurite);
        var settings = new Dictionary<string, string?> { ["Systems:teamdynamix:CallsPerMinute"] = $"{CallsPerMinute}", ["Connector:RequestTimeout"] = "00:00:10" };
        if (isShared)
        {
            settings["Coordination:Connection"] = account.TableConnection;
        }

        await using var host = await world.StartFunctionsHostAsync(await app.FolderAsync(), settings);
        await using var executable = await World.StartAsync(sandbox: world.Sandbox, settings: all =>
        {
            foreach (var (name, value) in settings)
            {
                all[name] = value;
            }
        });
        using var client = new HttpClient { BaseAddress = host.Url };
        client.DefaultRequestHeaders.Add("x-api-key", World.ApiKey);

        (await ByExecutableAsync("one")).ShouldBe(200);
        (await ByFunctionAppAsync("two")).ShouldBe(200);
        (await ByExecutableAsync("three")).ShouldBe(200);
        (await ByFunctionAppAsync("four")).ShouldBe(last);

        async Task<int> ByExecutableAsync(string title) => (await executable.PatchAsync(Ticket, Body(title))).Status;

        async Task<int> ByFunctionAppAsync(string title)
        {
            using var content = new StringContent(Body(title), Encoding.UTF8, "application/json");
            using var response = await client.PatchAsync(new Uri(Ticket, UriKind.Relative), content, TestContext.Current.CancellationToken);
            return (int)response.StatusCode;
        }
    }

    private static string Body(string title) => $$$"""{"fields":{"Title":"{{{title}}}"}}""";
}
