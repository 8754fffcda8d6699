using System.IO.Compression;
using FunctionsConnector.EndToEnd.Tests.Autotask;
using Microsoft.AspNetCore.Http;

namespace FunctionsConnector.EndToEnd.Tests.Hostile;

/// <summary>Malicious responses of vendors or of an attacker.</summary>
[Collection(Alone.Name)]
public class HostileVendorTests
{
    private const string Json = "application/json";

    public static TheoryData<string, string> OverSize => new()
    {
        { "autotask", "gzip" }, { "teamdynamix", "gzip" },
        { "autotask", "br" }, { "teamdynamix", "br" },
        { "autotask", "endless" }, { "teamdynamix", "endless" },
    };

    public static TheoryData<string> Systems => ["autotask", "teamdynamix"];

    [Theory]
    [MemberData(nameof(OverSize))]
    public async Task A_response_without_end_or_of_gigabytes_is_dropped_at_16_megabytes(string system, string how)
    {
        await using var world = await HostileWorld.StartAsync();
        (await world.ReadAsync(system)).Status.ShouldBe(200);
        world.Answering("GET", RecordPath(system), context => FloodAsync(context, how));
        var before = GC.GetTotalAllocatedBytes();

        (await world.ReadAsync(system)).ShouldFail(503, "SystemUnavailable");

        // Four attempts of 16 MB each, in buffers that double as they grow, on both sides of the socket.
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(1024L * 1024 * 1024);
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public async Task An_endless_slow_response_ends_at_the_timeout(string system)
    {
        await using var world = await HostileWorld.StartAsync(World.Quick with { Request = TimeSpan.FromSeconds(3) });
        (await world.ReadAsync(system)).Status.ShouldBe(200);
        world.Answering("GET", RecordPath(system), async context =>
        {
            context.Response.ContentType = Json;
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync(" ", context.RequestAborted);

                // The delay simulates a slow response. The test does not wait for it.
                await Task.Delay(20, context.RequestAborted);
            }
        });
        var start = TimeProvider.System.GetTimestamp();

        (await world.ReadAsync(system)).ShouldFail(503, "SystemUnavailable");

        TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(6));
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public async Task A_response_with_a_million_nested_levels_is_invalid(string system)
    {
        await using var world = await HostileWorld.StartAsync();
        (await world.ReadAsync(system)).Status.ShouldBe(200);
        world.Answering("GET", RecordPath(system), context => SayAsync(context, 200, $$"""{"item":{{new string('[', 1_000_000)}}"""));

        (await world.ReadAsync(system)).ShouldFail(503, "SystemUnavailable");
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public async Task A_success_with_a_million_nested_levels_is_not_accepted(string system)
    {
        await using var world = await HostileWorld.StartAsync();
        (await world.ReadAsync(system)).Status.ShouldBe(200);
        world.Answering("PATCH", "ickets", context => SayAsync(context, 200, new string('[', 1_000_000)));

        (await world.RenameAsync(system)).ShouldFail(503, "SystemUnavailable");
    }

    [Theory]
    [InlineData("autotask", "{\"errors\":[\"{0}\"]}", ' ')]
    [InlineData("autotask", "{\"errors\":[\"{0}\"]}", 'x')]
    [InlineData("autotask", "{\"errors\":[\"on record number [1] {0}\"]}", ' ')]
    [InlineData("teamdynamix", "{\"ID\":0,\"Message\":\"{0}\"}", 'x')]
    [InlineData("teamdynamix", "{0}", 'x')]
    [InlineData("teamdynamix", "<title{0}", 'x')]
    [InlineData("teamdynamix", "-eyJ{0}", '-')]
    public async Task A_refusal_of_ten_megabytes_is_quickly_reported_in_a_thousand_characters(string system, string form, char filling)
    {
        await using var world = await HostileWorld.StartAsync();
        (await world.ReadAsync(system)).Status.ShouldBe(200);
        var body = form.Replace("{0}", "the reason" + new string(filling, 10_000_000) + "the end", StringComparison.Ordinal);
        world.Answering("PATCH", "ickets", context => SayAsync(context, system == "autotask" ? 500 : 400, body));
        var start = TimeProvider.System.GetTimestamp();

        var reply = await world.RenameAsync(system);

        TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(5));
        ShouldBeARefusal(reply, body);
        reply.Bytes.ShouldBeLessThan(5000);
    }

    [Theory]
    [InlineData("<title", 400)]
    [InlineData("-eyJ", 400)]
    [InlineData("[", 400)]
    [InlineData("{[", 400)]
    public async Task A_refusal_designed_for_slow_searches_is_searched_quickly(string repeated, int status)
    {
        await using var world = await HostileWorld.StartAsync();
        (await world.ReadAsync("teamdynamix")).Status.ShouldBe(200);
        var body = string.Concat(Enumerable.Repeat(repeated, 1_000_000));
        world.Answering("PATCH", "tickets", context => SayAsync(context, status, body));
        var start = TimeProvider.System.GetTimestamp();

        ShouldBeARefusal(await world.RenameAsync("teamdynamix"), body);

        TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    // A page is no answer of the API.
    private static void ShouldBeARefusal(Reply reply, string body)
    {
        if (body.StartsWith('<'))
        {
            reply.ShouldFail(503, "SystemUnavailable");
        }
        else
        {
            reply.ShouldFail(422, "UpdateRejected");
        }
    }

    [Theory]
    [InlineData("autotask", """{"errors":["one\r\ntwo \u202Eedis gnorw \u2028 three \u0000\u001b[31m"]}""")]
    [InlineData("teamdynamix", """{"ID":0,"Message":"one\r\ntwo \u202Eedis gnorw \u2028 three \u0000\u001b[31m"}""")]
    public async Task A_refusal_is_reported_in_one_line_without_direction_marks(string system, string body)
    {
        await using var world = await HostileWorld.StartAsync();
        world.Answering("PATCH", "ickets", context => SayAsync(context, system == "autotask" ? 500 : 400, body));

        var reply = await world.RenameAsync(system);

        reply.ShouldFail(422, "UpdateRejected");
        reply.Error.GetProperty("vendorMessages")[0].GetString().ShouldBe("one  two  edis gnorw   three   [31m");
        reply.Message.ShouldNotContain("\u202E");
    }

    [Theory]
    [InlineData("autotask", """{"errors":["\ud83d"]}""", 500)]
    [InlineData("teamdynamix", """{"ID":0,"Message":"\ud83d"}""", 400)]
    [InlineData("teamdynamix", "\"\\udc00\"", 400)]
    [InlineData("teamdynamix", """[{"\ud83d":1,"Message":"\udead"}]""", 400)]
    public async Task A_refusal_with_half_a_surrogate_pair_is_reported(string system, string body, int status)
    {
        await using var world = await HostileWorld.StartAsync();
        world.Answering("PATCH", "ickets", context => SayAsync(context, status, body));

        (await world.RenameAsync(system)).Code.ShouldBeOneOf("UpdateRejected", "SystemUnavailable");
    }

    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("""{"\ud800":"x"}""")]
    [InlineData("""{"Token":"\ud800"}""")]
    [InlineData("""["x"]""")]
    [InlineData("eyJ4.eyJcdWQ4MDAiOjF9.x\r\nX-Injected: 1")]
    [InlineData("<html>log in</html>")]
    public async Task A_login_without_a_token_is_unavailable_and_sends_no_further_call(string body)
    {
        await using var world = await HostileWorld.StartAsync();
        world.Answering("POST", "/auth/", context => SayAsync(context, 200, body));

        (await world.ReadAsync("teamdynamix")).ShouldFail(503, "SystemUnavailable");

        world.Vendor.Requests.ShouldAllBe(request => request.Contains("/auth/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("autotask", """{"item":{"id":2,"title":"of another"}}""")]
    [InlineData("teamdynamix", """{"ID":1002,"AppID":42,"Title":"of another"}""")]
    public async Task A_read_that_returns_another_record_is_refused(string system, string body)
    {
        await using var world = await HostileWorld.StartAsync();
        (await world.ReadAsync(system)).Status.ShouldBe(200);
        world.Answering("GET", RecordPath(system), context => SayAsync(context, 200, body));

        (await world.ReadAsync(system)).ShouldFail(503, "SystemUnavailable");
    }

    [Theory]
    [InlineData("autotask", """{"itemId":2}""", "UpdateNotApplied")]
    [InlineData("autotask", """{"itemId":"1; 2"}""", "UpdateNotApplied")]
    [InlineData("teamdynamix", """{"ID":1002,"AppID":42,"Title":"renamed"}""", "OutcomeUnknown")]
    [InlineData("teamdynamix", """{"ID":1001,"AppID":45,"Title":"renamed"}""", "OutcomeUnknown")]
    public async Task A_success_for_another_record_is_not_reported_as_applied(string system, string body, string code)
    {
        await using var world = await HostileWorld.StartAsync();
        world.Answering("PATCH", "ickets", context => SayAsync(context, 200, body));

        (await world.RenameAsync(system)).Code.ShouldBe(code);

        Truths.Value(world.Sandbox.Autotask.Truth("Tickets", 1), "title").ShouldBe("Sandbox ticket 1");
    }

    [Theory]
    [InlineData("autotask", "Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT")]
    [InlineData("teamdynamix", "Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT")]
    [InlineData("autotask", "Retry-After", "2147483647")]
    [InlineData("teamdynamix", "Retry-After", "2147483647")]
    [InlineData("teamdynamix", "X-RateLimit-Reset", "Fri, 31 Dec 9999 23:59:59 GMT")]
    [InlineData("teamdynamix", "X-RateLimit-Reset", "Mon, 01 Jan 0001 00:00:00 GMT")]
    [InlineData("teamdynamix", "X-RateLimit-Limit", "2147483647")]
    [InlineData("teamdynamix", "X-RateLimit-Limit", "-1")]
    public async Task A_rate_limit_without_end_is_reported_as_at_most_an_hour(string system, string header, string value)
    {
        await using var world = await HostileWorld.StartAsync();
        (await world.ReadAsync(system)).Status.ShouldBe(200);
        world.Answering("PATCH", "ickets", context =>
        {
            context.Response.Headers[header] = value;
            return SayAsync(context, 429, "{}");
        });

        var reply = await world.RenameAsync(system);

        reply.ShouldFail(429, "RateLimited");
        reply.Error.GetProperty("retryAfterSeconds").GetInt32().ShouldBeInRange(1, 3605);
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public async Task A_hundred_thousand_choices_and_fields_are_read_in_time_and_reported_briefly(string system)
    {
        await using var world = await HostileWorld.StartAsync();
        var choices = string.Join(',', Enumerable.Range(1, 100_000).Select(number => system == "autotask"
            ? $$"""{"value":"{{number}}","label":"Choice {{number}} {{new string('y', 40)}}","isActive":true}"""
            : $$"""{"ID":{{number}},"Name":"Choice {{number}} {{new string('y', 40)}}","IsActive":true}"""));
        world.Answering("GET", system == "autotask" ? "Tickets/entityInformation/fields" : "attributes/custom", context => SayAsync(context, 200, system == "autotask"
            ? $$"""{"fields":[{"name":"status","dataType":"integer","isPickList":true,"picklistValues":[{{choices}}]}]}"""
            : $$"""[{"ID":9001,"Name":"status","FieldType":"dropdown","Choices":[{{choices}}]}]"""));

        var reply = await world.World.PatchAsync(
            system == "autotask" ? "/api/systems/autotask/records/Tickets/1/field" : "/api/systems/teamdynamix/records/tickets-42/1001/field",
            """{"field":"status","value":"none of them"}""");

        reply.ShouldFail(422, "UpdateInvalid");
        reply.Bytes.ShouldBeLessThan(20_000);
    }

    internal static async Task SayAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = Json;
        await context.Response.WriteAsync(body, context.RequestAborted);
    }

    private static string RecordPath(string system) => system == "autotask" ? "/V1.0/Tickets/1" : "/42/tickets/1001";

    private static async Task FloodAsync(HttpContext context, string how)
    {
        const int Megabyte = 1024 * 1024;
        context.Response.ContentType = Json;
        if (how != "endless")
        {
            context.Response.Headers.ContentEncoding = how;
        }

        await using Stream body = how switch
        {
            "gzip" => new GZipStream(context.Response.Body, CompressionLevel.Fastest, leaveOpen: true),
            "br" => new BrotliStream(context.Response.Body, CompressionLevel.Fastest, leaveOpen: true),
            _ => new BufferedStream(context.Response.Body),
        };
        var blanks = Encoding.ASCII.GetBytes(new string(' ', Megabyte));
        for (var sent = 0; sent < 4096 && !context.RequestAborted.IsCancellationRequested; sent++)
        {
            await body.WriteAsync(blanks, context.RequestAborted);
        }
    }
}
