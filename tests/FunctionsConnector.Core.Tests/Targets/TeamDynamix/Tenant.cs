using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Net;
using FunctionsConnector.Core.Secrets;
using FunctionsConnector.Core.Targets.TeamDynamix;
using FunctionsConnector.Core.Updates;

namespace FunctionsConnector.Core.Tests.Targets.TeamDynamix;

/// <summary>
/// Canned responses of a tenant, for tests of the calls themselves. Other tests use the simulated tenant over sockets.
/// </summary>
internal sealed class Tenant(TimeProvider clock) : HttpMessageHandler, ISecretSource
{
    private static readonly Dictionary<string, string> Lists = new()
    {
        ["api/applications"] = """[{"AppID":42,"Name":"Help Desk","AppClass":"TDTickets","Active":true},{"AppID":7,"Name":"Gear","AppClass":"TDAssets"},{"AppID":9,"Name":"Old","AppClass":"TDTickets","Active":false}]""",
        ["api/attributes/custom"] = TicketCatalog.AttributesJson,
        ["api/42/tickets/statuses"] = TicketCatalog.StatusesJson,
    };

    private int _tokens;

    /// <summary>Returns the response to other calls, such as calls on an item.</summary>
    public Func<HttpRequestMessage, string, HttpResponseMessage?> Answer { get; set; } = (_, _) => null;

    /// <summary>Every call as "METHOD path", in order.</summary>
    public ConcurrentQueue<string> Calls { get; } = [];

    public ConcurrentQueue<string> Bodies { get; } = [];

    public Dictionary<string, string> Secrets { get; } = new() { ["tdx-be"] = "the-beid", ["tdx-key"] = "the-key" };

    public Dictionary<string, string> FreshSecrets { get; } = [];

    public string? RefusedKey { get; set; }

    /// <summary>The latest token, the only accepted one.</summary>
    public string Token => $"token-{_tokens}";

    public static HttpResponseMessage Reply(int status, string body) =>
        new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    public int Count(string call) => Calls.Count(one => one == call);

    public void Revoke() => Interlocked.Increment(ref _tokens);

    public TeamDynamixTargetSystem System(Timing? timing = null) => new(
        new TargetSystemSettings("tdx", "TeamDynamix")
        {
            BaseUrl = new Uri("https://org.example/TDWebApi"),
            Secrets = new Dictionary<string, string> { ["BeId"] = "tdx-be", ["WebServicesKey"] = "tdx-key" }.ToFrozenDictionary(),
        },
        new TargetSystemServices(new VendorHttp(new HttpMessageInvoker(this), timing ?? new Timing(), clock), this, timing ?? new Timing(), clock, () => 0.5));

    public Updater Updater(Timing? timing = null)
    {
        var system = System(timing);
        return new(new TargetSystems([system.Settings], _ => system), timing ?? new Timing(), clock);
    }

    public ValueTask<Result<string>> GetAsync(string name, CancellationToken cancellationToken) => new(Secrets[name]);

    public ValueTask<Result<string>> RefreshAsync(string name, CancellationToken cancellationToken) =>
        new(Secrets[name] = FreshSecrets.GetValueOrDefault(name, Secrets[name]));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath.Replace("/TDWebApi/", string.Empty, StringComparison.Ordinal);
        var body = request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken);
        Calls.Enqueue($"{request.Method} {path}");
        if (path.StartsWith("api/auth/", StringComparison.Ordinal))
        {
            return RefusedKey is not null && body.Contains(RefusedKey, StringComparison.Ordinal)
                ? Reply(403, $"Invalid username or password. {body}")
                : Reply(200, $"token-{Interlocked.Increment(ref _tokens)}");
        }

        if (request.Headers.Authorization?.Parameter != Token)
        {
            return Reply(401, string.Empty);
        }

        Bodies.Enqueue(body);
        return Answer(request, body) ?? (Lists.TryGetValue(path, out var list) ? Reply(200, list) : Reply(404, string.Empty));
    }
}
