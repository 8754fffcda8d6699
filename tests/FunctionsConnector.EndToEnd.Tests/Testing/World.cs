using System.Net.Http.Headers;
using Azure.Core.Pipeline;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Server;
using FunctionsConnector.Server.Queue.Listening;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FunctionsConnector.EndToEnd.Tests.Testing;

/// <summary>
/// A connector and its simulated systems on sockets of this machine, for one test. At the end it checks that no reply and no line of the
/// log contains a secret.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    public const string ApiKey = "key-of-the-flows-3f9a~$1";
    public const string LimitedKey = "key-for-nothing-7b2c~$2";

    /// <summary>Shorter waits for tests.</summary>
    public static readonly Timing Quick = new()
    {
        Request = TimeSpan.FromSeconds(6),
        Body = TimeSpan.FromSeconds(5),
        BetweenReadBacks = TimeSpan.FromMilliseconds(1),
        FirstRetry = TimeSpan.FromMilliseconds(1),
    };

    private readonly IAsyncDisposable _connector;
    private readonly HttpClientTransport? _trusting;
    private readonly HttpClient _client;
    private readonly ConcurrentQueue<string> _replies = new();

    private World(SandboxServer sandbox, IAsyncDisposable connector, Uri url, HttpClientTransport? trusting, CapturedLog log)
    {
        (Sandbox, _connector, _trusting, Log) = (sandbox, connector, trusting, log);
        _client = new HttpClient { BaseAddress = url };
    }

    public SandboxServer Sandbox { get; }

    public CapturedLog Log { get; }

    public Uri Url => _client.BaseAddress!;

    public IServiceProvider Services => ((WebApplication)_connector).Services;

    public static async Task<World> StartAsync(
        Timing? timing = null,
        Action<WebApplicationBuilder>? configure = null,
        Action<Dictionary<string, string?>>? settings = null,
        TimeProvider? time = null,
        SandboxOptions? sandboxOptions = null,
        Action<SandboxServer, Dictionary<string, string?>>? arrange = null,
        SandboxServer? sandbox = null)
    {
        var options = (sandboxOptions ?? new SandboxOptions()) with { Time = time ?? TimeProvider.System };
        sandbox ??= await SandboxServer.StartAsync(options, TestContext.Current.CancellationToken);
        var log = new CapturedLog();
        var all = Settings(sandbox);
        settings?.Invoke(all);
        arrange?.Invoke(sandbox, all);
        var trusting = SandboxTrust.Transport(sandbox.Certificate);
        var connector = ConnectorApplication.Create(
            ["--urls", "http://127.0.0.1:0"],
            builder =>
            {
                builder.Configuration.AddInMemoryCollection(all);
                builder.Logging.ClearProviders().AddProvider(log);
                builder.Services.AddSingleton(timing ?? Quick);
                builder.Services.AddSingleton(time ?? TimeProvider.System);
                builder.Services.AddSingleton<HttpPipelineTransport>(trusting);
                configure?.Invoke(builder);
            });
        await connector.StartAsync(TestContext.Current.CancellationToken);
        return new World(sandbox, connector, new Uri(connector.Urls.Single()), trusting, log);
    }

    /// <summary>A connector in a separate process, with its systems.</summary>
    public static World Of(SandboxServer sandbox, IAsyncDisposable connector, Uri url) => new(sandbox, connector, url, trusting: null, new CapturedLog());

    /// <summary>Leaves messages on their queue.</summary>
    public static void WithoutListener(WebApplicationBuilder builder) =>
        builder.Services.Remove(builder.Services.Single(service => service.ImplementationType == typeof(QueueListener)));

    public Task<Reply> GetAsync(string path) => SendAsync(HttpMethod.Get, path, json: null);

    public Task<Reply> PatchAsync(string path, string json) => SendAsync(HttpMethod.Patch, path, json);

    public Task<Reply> PostAsync(string path, string json) => SendAsync(HttpMethod.Post, path, json);

    public Task<Reply> UpdateFieldAsync(string recordType, long id, string json) =>
        PatchAsync($"/api/systems/autotask/records/{recordType}/{id}/field", json);

    public Task<Reply> UpdateFieldsAsync(string recordType, long id, string json) => UpdateFieldsAsync("autotask", recordType, $"{id}", json);

    public Task<Reply> UpdateFieldsAsync(string system, string recordType, string id, string json) =>
        PatchAsync($"/api/systems/{system}/records/{recordType}/{id}", json);

    public Task<Reply> SendAsync(HttpMethod method, string path, string? json, Action<HttpRequestMessage>? change = null) =>
        ExchangeAsync(method, path, json, change, TestContext.Current.CancellationToken);

    /// <summary>Sends a call and disconnects before the reply.</summary>
    public async Task LeaveAfterAsync(TimeSpan time, HttpMethod method, string path, string json)
    {
        using var leaving = new CancellationTokenSource(time);
        await Should.ThrowAsync<OperationCanceledException>(() => ExchangeAsync(method, path, json, change: null, leaving.Token));
    }

    private async Task<Reply> ExchangeAsync(
        HttpMethod method, string path, string? json, Action<HttpRequestMessage>? change, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("x-api-key", ApiKey);
        if (json is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(json)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }

        change?.Invoke(request);
        using var response = await _client.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        _replies.Enqueue(text);
        text.ShouldEndWith("\n", customMessage: "a terminal shows its prompt on a new line");
        using var document = JsonDocument.Parse(text);
        return new Reply((int)response.StatusCode, document.RootElement.Clone(), response.Headers) { ContentType = $"{response.Content.Headers.ContentType}" };
    }

    /// <summary>The PATCH calls that the simulated Autotask received, as "path body".</summary>
    public IEnumerable<string> PatchesSent => Sandbox.Autotask.Calls.All
        .Where(call => call.Method == "PATCH")
        .Select(call => $"{call.PathAndQuery["/autotask/ATServicesRest/V1.0/".Length..]} {call.Body}");

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _connector.DisposeAsync();
        _trusting?.Dispose();
        await Sandbox.DisposeAsync();
        KeepLog([.. Log.Lines, .. _replies]);
        Secrecy.Check([.. _replies, .. Log.Lines], SecretsOf(Sandbox));
    }

    /// <summary>If CONNECTOR_TEST_LOG names a file, it gets all logs, replies and messages, for a search of the whole run.</summary>
    public static void KeepLog(IEnumerable<string> lines)
    {
        if (Environment.GetEnvironmentVariable("CONNECTOR_TEST_LOG") is { Length: > 0 } file)
        {
            lock (typeof(World))
            {
                File.AppendAllLines(file, lines);
            }
        }
    }

    public static IEnumerable<string> SecretsOf(SandboxServer sandbox) =>
    [
        ApiKey, LimitedKey, sandbox.Autotask.UserName, sandbox.Autotask.Secret, sandbox.Autotask.IntegrationCode,
        sandbox.TeamDynamix.BeId, sandbox.TeamDynamix.WebServicesKey,
        sandbox.ServiceNow.Password, sandbox.ServiceNow.ClientSecret, sandbox.ServiceNow.ApiKey,
        sandbox.Dataverse.ClientSecret, sandbox.HubSpot.AccessToken, sandbox.AzureDevOps.PersonalAccessToken,
    ];

    public static Dictionary<string, string?> Settings(SandboxServer sandbox) => new()
    {
        ["Systems:autotask:Kind"] = "Autotask",
        ["Systems:autotask:DisplayName"] = "Autotask",
        ["Systems:autotask:DiscoveryUrl"] = sandbox.Autotask.DiscoveryUrl.ToString(),
        ["Systems:autotask:Secrets:UserName"] = "autotask-user",
        ["Systems:autotask:Secrets:Secret"] = "autotask-secret",
        ["Systems:autotask:Secrets:IntegrationCode"] = "autotask-code",
        ["Systems:other:Kind"] = "Autotask",
        ["Systems:other:BaseUrl"] = sandbox.Autotask.ZoneUrl.ToString(),
        ["Systems:other:Secrets:UserName"] = "autotask-user",
        ["Systems:other:Secrets:Secret"] = "autotask-secret",
        ["Systems:other:Secrets:IntegrationCode"] = "autotask-code",
        ["Systems:teamdynamix:Kind"] = "TeamDynamix",
        ["Systems:teamdynamix:DisplayName"] = "TeamDynamix",
        ["Systems:teamdynamix:BaseUrl"] = sandbox.TeamDynamix.BaseUrl.ToString(),
        ["Systems:teamdynamix:Secrets:BeId"] = "teamdynamix-beid",
        ["Systems:teamdynamix:Secrets:WebServicesKey"] = "teamdynamix-key",
        ["Secrets:teamdynamix-beid"] = sandbox.TeamDynamix.BeId,
        ["Secrets:teamdynamix-key"] = sandbox.TeamDynamix.WebServicesKey,
        // Tests of bursts send hundreds of requests at a time with one key; MemoryTests test the limit itself.
        ["Connector:MaxRequestsInHand"] = "10000",
        ["Connector:ApiKeys:0:Name"] = "flows",
        ["Connector:ApiKeys:0:Secret"] = "flows-key",
        ["Connector:ApiKeys:0:Systems:0"] = "*",
        ["Connector:ApiKeys:1:Name"] = "limited",
        ["Connector:ApiKeys:1:Secret"] = "limited-key",
        ["Connector:ApiKeys:1:Systems:0"] = "other",
        ["Secrets:autotask-user"] = sandbox.Autotask.UserName,
        ["Secrets:autotask-secret"] = sandbox.Autotask.Secret,
        ["Secrets:autotask-code"] = sandbox.Autotask.IntegrationCode,
        ["Secrets:flows-key"] = ApiKey,
        ["Secrets:limited-key"] = LimitedKey,
    };
}
