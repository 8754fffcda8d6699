using FunctionsConnector.Actions.Queue.Messages;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets;
using FunctionsConnector.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

[assembly: AssemblyFixture(typeof(FunctionsConnector.Actions.Tests.ConnectorFixture))]

namespace FunctionsConnector.Actions.Tests;

/// <summary>The process on a socket, with two systems of an in-memory vendor. Shared by all tests.</summary>
public sealed class ConnectorFixture : IAsyncLifetime
{
    public const string Key = "key-of-everything-0001";
    public const string LimitedKey = "key-of-alpha-only-0002";
    public const string Record = "/api/systems/alpha/records/Tickets";
    public const string RecordTypes = "/api/systems/alpha/record-types";

    private WebApplication? _app;

    public static Dictionary<string, string?> GoodSettings => new()
    {
        ["Systems:alpha:Kind"] = "Fake",
        ["Systems:alpha:DisplayName"] = "Alpha Desk",
        ["Systems:alpha:Secrets:UserName"] = "alpha-user",
        ["Systems:beta:Kind"] = "Fake",
        ["Systems:beta:Secrets:UserName"] = "alpha-user",
        ["Connector:ApiKeys:0:Name"] = "everybody",
        ["Connector:ApiKeys:0:Secret"] = "key-0",
        ["Connector:ApiKeys:0:Systems"] = "*",
        ["Connector:ApiKeys:1:Name"] = "alpha-only",
        ["Connector:ApiKeys:1:Secret"] = "key-1",
        ["Connector:ApiKeys:1:Systems:0"] = "alpha",
        ["Secrets:alpha-user"] = "vendor-user-name",
        ["Secrets:key-0"] = Key,
        ["Secrets:key-1"] = LimitedKey,
    };

    public HttpClient Client { get; } = new();

    /// <summary>The timeout of a request.</summary>
    public TimeSpan Request { get; init; } = TimeSpan.FromSeconds(1.5);

    internal LogLines Log { get; } = new();

    internal FakeSystem Alpha => FakeSystem.Of(_app!, "alpha");

    /// <summary>The message handler of both homes.</summary>
    internal MessageHandler Messages => _app!.Services.GetRequiredService<MessageHandler>();

    internal FakeSystem Beta => FakeSystem.Of(_app!, "beta");

    public async ValueTask InitializeAsync()
    {
        _app = ConnectorApplication.Create(["--urls", "http://127.0.0.1:0"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(GoodSettings);
            builder.Services.AddSingleton<IReadOnlyList<TargetSystemKind>>([new FakeKind()]);
            builder.Services.AddSingleton(new Timing { Request = Request, Body = TimeSpan.FromSeconds(5), BetweenReadBacks = TimeSpan.FromMilliseconds(1) });
            builder.Logging.ClearProviders().AddProvider(Log);
        });
        await _app.StartAsync();
        Client.BaseAddress = new Uri(_app.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Log.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    internal async Task<Reply> SendAsync(string method, string path, string? body = null, string? key = Key, Action<HttpRequestMessage>? configure = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (key is not null)
        {
            request.Headers.Add("x-api-key", key);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        configure?.Invoke(request);
        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return new Reply(response, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    internal Task<Reply> GetAsync(string path, string? key = Key) => SendAsync("GET", path, null, key);
}
