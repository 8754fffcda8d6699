namespace FunctionsConnector.Actions.Tests.Logs;

public sealed class LogTests(ConnectorFixture connector)
{
    [Fact]
    public async Task Every_action_writes_one_line_without_values_or_secrets()
    {
        var reply = await connector.SendAsync(
            "PATCH",
            $"{ConnectorFixture.Record}/90/field",
            """{"field":"title","value":"a-very-private-value"}""",
            configure: request =>
            {
                request.Headers.Add("x-ms-client-request-id", "attempt-1");
                request.Headers.Add("x-ms-workflow-run-id", new string('r', 500));
                request.Headers.Add("x-ms-action-tracking-id", "action-1");
            });

        var line = connector.Log.All.Single(line => line.Contains(reply.Header("x-request-id")!, StringComparison.Ordinal));
        line.ShouldStartWith("Information UpdateField alpha Tickets 90 by everybody: applied");
        line.ShouldContain("attempt-1");
        line.ShouldContain("action-1");
        line.ShouldContain(new string('r', 100));
        line.ShouldNotContain(new string('r', 101));
        line.ShouldNotContain("private");
        connector.Log.All.ShouldAllBe(any => !any.Contains(ConnectorFixture.Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_caller_is_logged_without_the_key()
    {
        var reply = await connector.SendAsync(
            "GET", "/api/systems", key: "not-the-right-key", configure: request => request.Headers.Add("x-ms-invocation-id", "invocation-without-a-key"));

        var line = connector.Log.All.Single(line => line.Contains(reply.Header("x-request-id")!, StringComparison.Ordinal));
        line.ShouldContain("Unauthorized");
        line.ShouldContain("invocation invocation-without-a-key");
        line.ShouldNotContain("not-the-right-key");
    }

    [Fact]
    public async Task A_health_probe_is_not_logged()
    {
        var reply = await connector.GetAsync("/");

        connector.Log.All.ShouldAllBe(line => !line.Contains(reply.Header("x-request-id")!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failure_is_logged_with_its_code_and_the_vendors_status()
    {
        var reply = await connector.SendAsync("PATCH", $"{ConnectorFixture.Record}/{FakeSystem.RefusedId}/field", """{"field":"title","value":"x"}""");

        connector.Log.All.Single(line => line.Contains(reply.Header("x-request-id")!, StringComparison.Ordinal)).ShouldContain("UpdateRejected 500 in ");
    }

    [Fact]
    public async Task A_closed_connection_is_not_an_error()
    {
        // A timeout that is long enough for detecting the closed connection on a busy machine.
        await using var patient = new ConnectorFixture { Request = TimeSpan.FromMinutes(5) };
        await patient.InitializeAsync();
        using var patience = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{ConnectorFixture.Record}/{FakeSystem.HangingId}");
        request.Headers.Add("x-api-key", ConnectorFixture.Key);
        var asking = patient.Client.SendAsync(request, patience.Token);
        await patient.Alpha.IsAwaited.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => asking);

        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        string? line;
        while ((line = patient.Log.All.FirstOrDefault(line => line.Contains("CallerGone", StringComparison.Ordinal))) is null)
        {
            await Task.Delay(10, limit.Token);
        }

        line.ShouldStartWith($"Information GetRecord alpha Tickets {FakeSystem.HangingId} by everybody: CallerGone");
    }
}
