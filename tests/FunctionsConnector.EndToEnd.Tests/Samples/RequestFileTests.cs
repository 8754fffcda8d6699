using System.Text.RegularExpressions;
using FunctionsConnector.Actions.Http;
using FunctionsConnector.EndToEnd.Tests.Definition;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsConnector.EndToEnd.Tests.Samples;

/// <summary>The requests of <c>samples/requests.http</c>.</summary>
public sealed partial class RequestFileTests
{
    private static readonly IReadOnlyList<(string Name, HttpMethod Method, string Path, string? Body)> Requests =
    [
        .. File.ReadAllText(Path.Combine(Publishing.Repository, "samples", "requests.http")).ReplaceLineEndings("\n").Split("### ").Skip(1)
            .Select(text => Request().Match(text))
            .Select(match => (
                match.Groups["name"].Value,
                new HttpMethod(match.Groups["method"].Value),
                match.Groups["path"].Value,
                match.Groups["body"] is { Success: true, Value: { Length: > 0 } body } ? body : null)),
    ];

    public static TheoryData<string> Names => [.. Requests.Where(request => request.Path != "/mcp").Select(request => request.Name)];

    [Fact]
    public void Every_route_has_a_request_and_every_request_a_route()
    {
        var routes = new HttpRoutes(new ServiceCollection().BuildServiceProvider(), []).All.Where(route => route.Name is not ("GetStatus" or "GetLive")).ToList();

        Requests.Select(request => routes.Find(route => route.Method == request.Method.Method && route.Matches(request.Path.Split('?')[0]))?.Name)
            .Distinct().ShouldBe(routes.Select(route => route.Name), ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_request_succeeds(string name)
    {
        await using var world = await QueueingWorld.StartAsync();
        var (_, method, path, body) = Requests.Single(request => request.Name == name);
        var isSecond = body?.Contains("onlyIf", StringComparison.Ordinal) is true;
        if (isSecond)
        {
            var (_, firstMethod, firstPath, firstBody) = Requests.Single(request => request.Name == "One field");
            (await world.SendAsync(firstMethod, firstPath, firstBody)).Status.ShouldBe(200);
        }

        var reply = await world.SendAsync(method, path, body);

        reply.Status.ShouldBe(200, $"{reply.Body}");
        if (body?.Contains("\"output\"", StringComparison.Ordinal) is true)
        {
            reply.Body.GetProperty("succeeded").GetBoolean().ShouldBeFalse("the sample shows a refusal");
        }

        if (reply.Body.TryGetProperty("value", out var entries))
        {
            entries.GetArrayLength().ShouldBeGreaterThan(0);
        }
    }

    [GeneratedRegex(@"^(?<name>.+)\n(?<method>[A-Z]+) \{\{host\}\}(?<path>\S+)\n(?:\S+: .*\n)*(?:\n(?<body>\{.*\})\n)?\s*$")]
    private static partial Regex Request();
}
