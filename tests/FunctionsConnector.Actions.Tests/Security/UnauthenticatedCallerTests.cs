using System.Text.RegularExpressions;
using FunctionsConnector.Actions.Operations;

namespace FunctionsConnector.Actions.Tests.Security;

/// <summary>Replies to callers without a key, or with a key for other systems.</summary>
public sealed partial class UnauthenticatedCallerTests(ConnectorFixture connector)
{
    private static readonly string[] Foreign = ["beta", "gamma", "BETA", "no%2Fname", "%01"];

    private static readonly string[] OwnAndUnknown = ["alpha", "gamma"];

    private static readonly string[] Elsewhere =
        ["/api", "/nowhere", "/health", "/UpdateFromQueue", "/api/systems/alpha/records/Tickets/999/field", "/api/systems/alpha/records/Nothing/x"];

    public static TheoryData<string> OperationsOfASystem =>
        [.. ActionRoutes.All.Where(route => route.Template.Contains("{system}", StringComparison.Ordinal)).Select(route => route.OperationId)];

    public static TheoryData<string> OperationsOfAllSystems =>
        [.. ActionRoutes.All.Where(route => !route.Template.Contains("{system}", StringComparison.Ordinal)).Select(route => route.OperationId)];

    [Theory]
    [MemberData(nameof(OperationsOfASystem))]
    public async Task A_limited_key_gets_the_same_reply_for_any_system_that_is_not_its_own(string operation)
    {
        var replies = new List<string>();
        foreach (var system in Foreign)
        {
            foreach (var body in new[] { "{", """{"fields":{"title":"x"}}""", new string('x', 1_100_000) })
            {
                var reply = await SendAsync(operation, system, ConnectorFixture.LimitedKey, body);
                (reply.Status, reply.Code).ShouldBe((403, "Forbidden"));
                replies.Add(WithoutId(reply));
            }
        }

        replies.Distinct().Count().ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(OperationsOfAllSystems))]
    public async Task Every_list_has_only_the_systems_of_a_limited_key(string operation)
    {
        var reply = await SendAsync(operation, string.Empty, ConnectorFixture.LimitedKey, "{}");

        reply.Status.ShouldBe(200);
        reply.Text.ShouldContain("alpha");
        reply.Text.ShouldNotContain("beta", Case.Insensitive);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("wrong")]
    public async Task Without_a_key_existing_and_missing_routes_reply_alike(string? key)
    {
        var paths = OwnAndUnknown
            .SelectMany(system => ActionRoutes.All.Select(route => Path(route, system)))
            .Concat(Elsewhere)
            .Distinct();
        var replies = new HashSet<string>();
        foreach (var path in paths)
        {
            foreach (var method in new[] { "GET", "PATCH", "POST", "DELETE", "OPTIONS", "TRACE" })
            {
                var reply = await connector.SendAsync(method, path, method is "PATCH" or "POST" ? "{" : null, key: null, request =>
                {
                    if (key is not null)
                    {
                        request.Headers.TryAddWithoutValidation("x-api-key", key);
                    }
                });

                reply.Status.ShouldBe(401, $"{method} {path}");
                reply.Allow.ShouldBeEmpty();
                replies.Add(WithoutId(reply));
            }
        }

        replies.Count.ShouldBe(1, "one reply for all");
    }

    [Theory]
    [InlineData(null, 401)]
    [InlineData(ConnectorFixture.Key, 405)]
    public async Task A_cors_preflight_is_not_granted(string? key, int status)
    {
        var asked = await connector.SendAsync("OPTIONS", $"{ConnectorFixture.Record}/1/field", key: key, configure: request =>
        {
            request.Headers.Add("Origin", "https://evil.example");
            request.Headers.Add("Access-Control-Request-Method", "PATCH");
            request.Headers.Add("Access-Control-Request-Headers", "x-api-key");
        });
        var called = await connector.SendAsync("GET", "/api/systems", configure: request => request.Headers.Add("Origin", "https://evil.example"));
        var open = await connector.SendAsync("GET", "/api/swagger.json", key: null, configure: request => request.Headers.Add("Origin", "https://evil.example"));

        (asked.Status, called.Status, open.Status).ShouldBe((status, 200, 200));
        new[] { asked, called, open }.ShouldAllBe(reply => !reply.HeaderNames.Any(name => name.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase)));
    }

    private Task<Reply> SendAsync(string operation, string system, string key, string body)
    {
        var route = ActionRoutes.All.Single(route => route.OperationId == operation);
        return connector.SendAsync(route.Method, Path(route, system), route.HasBody ? body : null, key);
    }

    private static string Path(ActionRoute route, string system) => route.Template
        .Replace("{system}", system, StringComparison.Ordinal)
        .Replace("{recordType}", "Tickets", StringComparison.Ordinal)
        .Replace("{recordId}", "1", StringComparison.Ordinal);

    private static string WithoutId(Reply reply) =>
        $"{reply.Status} {string.Join(',', reply.HeaderNames.Order(StringComparer.Ordinal))} {RequestId().Replace(reply.Text, string.Empty)}";

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex RequestId();
}
