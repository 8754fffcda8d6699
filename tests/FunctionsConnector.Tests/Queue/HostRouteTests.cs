using FunctionsConnector.Queue.Functions;

namespace FunctionsConnector.Tests.Queue;

/// <summary>Who may hand over messages: the Functions host itself and nobody else.</summary>
public sealed class HostRouteTests(HandlerFixture handler, ConnectorFixture standalone)
{
    private const string Path = "/UpdateFromQueue";

    [Theory]
    [InlineData("/UpdateFromQueue")]
    [InlineData("/UpdateFromServiceBus")]
    public async Task The_host_hands_messages_over_without_a_key(string path) =>
        (await handler.CallAsync(HandlerFixture.Envelope("x"), path)).Status.ShouldBe(200);

    [Fact]
    public async Task A_call_that_the_host_forwards_for_somebody_finds_no_such_route()
    {
        var strange = await handler.CallAsync(HandlerFixture.Envelope("x"), Path, request => request.Headers.Host = "my-app.azurewebsites.net");
        var known = await handler.CallAsync(HandlerFixture.Envelope("x"), Path, request =>
        {
            request.Headers.Host = "my-app.azurewebsites.net";
            request.Headers.Add("x-api-key", ConnectorFixture.Key);
        });

        (strange.Status, strange.Code).ShouldBe((401, "Unauthorized"));
        (known.Status, known.Code).ShouldBe((404, "RouteNotFound"));
    }

    [Fact]
    public async Task A_call_without_an_invocation_is_not_the_hosts() =>
        (await handler.CallAsync(HandlerFixture.Envelope("x"), Path, request => request.Headers.Remove(HostCall.InvocationId))).Status.ShouldBe(401);

    [Fact]
    public async Task Standalone_there_is_no_such_route()
    {
        var reply = await standalone.SendAsync("POST", Path, HandlerFixture.Envelope("x"), configure: request => request.Headers.Add(HostCall.InvocationId, "i"));

        (reply.Status, reply.Code).ShouldBe((404, "RouteNotFound"));
    }

    [Fact]
    public async Task The_hosts_ping_is_answered_at_once_and_leaves_no_line()
    {
        var lines = handler.Log.All.Count(line => line.Contains("GET", StringComparison.Ordinal));

        using var reply = await handler.Client.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);

        ((int)reply.StatusCode, handler.Log.All.Count(line => line.Contains("GET", StringComparison.Ordinal))).ShouldBe((200, lines));
    }
}
