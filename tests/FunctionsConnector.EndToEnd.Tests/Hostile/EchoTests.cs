using System.Text.Encodings.Web;
using FunctionsConnector.Actions.Queue.Messages;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsConnector.EndToEnd.Tests.Hostile;

/// <summary>
/// Vendors that return the connector's credentials, in every part of a response and in every encoding. At its end, each
/// <see cref="World"/> searches all replies and log lines for secrets.
/// </summary>
public class EchoTests
{
    private static readonly string[] Both = ["autotask", "teamdynamix"];

    private static readonly Dictionary<string, Func<string, string>> Forms = new()
    {
        ["plain"] = secret => secret,
        ["upper case"] = secret => secret.ToUpperInvariant(),
        ["base64"] = secret => Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)),
        ["base64 after a name"] = secret => Convert.ToBase64String(Encoding.UTF8.GetBytes($"user:{secret}")),
        ["URL-encoded"] = Uri.EscapeDataString,
        ["URL-encoded in lower case"] = secret => Uri.EscapeDataString(secret).ToLowerInvariant(),
        ["JSON-escaped"] = secret => JsonEncodedText.Encode(secret, JavaScriptEncoder.Default).ToString(),
    };

    public static TheoryData<string, string> SystemsAndForms => [.. from system in Both from form in Forms.Keys select new TheoryDataRow<string, string>(system, form)];

    [Theory]
    [MemberData(nameof(SystemsAndForms))]
    public async Task A_refusal_that_quotes_the_connectors_credentials_is_redacted(string system, string form)
    {
        await using var world = await HostileWorld.StartAsync();
        (await world.ReadAsync(system)).Status.ShouldBe(200);
        world.Answering("PATCH", "ickets", context => RefuseAsync(context, system, Echo(world, context, form)));

        var reply = await world.RenameAsync(system);

        reply.ShouldFail(422, "UpdateRejected");
        reply.Message.ShouldContain("***");
        reply.Error.GetProperty("vendorMessages")[0].GetString()!.ShouldContain("***");
    }

    [Theory]
    [MemberData(nameof(SystemsAndForms))]
    public async Task A_record_with_the_connectors_credentials_is_redacted(string system, string form)
    {
        await using var world = await HostileWorld.StartAsync();
        (await world.ReadAsync(system)).Status.ShouldBe(200);
        world.Answering("GET", system == "autotask" ? "/V1.0/Tickets/1" : "/42/tickets/1001", context =>
        {
            var echo = JsonSerializer.Serialize(Echo(world, context, form));
            return HostileVendorTests.SayAsync(context, 200, system == "autotask"
                ? $$$"""{"item":{"id":1,"title":{{{echo}}}}}"""
                : $$"""{"ID":1001,"AppID":42,"Title":{{echo}}}""");
        });

        var reply = await world.ReadAsync(system);

        reply.Status.ShouldBe(200);
        reply.Body.ToString().ShouldContain("***");
    }

    [Theory]
    [InlineData("autotask")]
    [InlineData("teamdynamix")]
    public async Task Fields_and_choices_named_like_the_connectors_credentials_are_redacted(string system)
    {
        await using var world = await HostileWorld.StartAsync();
        world.Answering("GET", system == "autotask" ? "entityInformation/fields" : "attributes/custom", context =>
        {
            var echo = JsonSerializer.Serialize(Echo(world, context, "plain"));
            return HostileVendorTests.SayAsync(context, 200, system == "autotask"
                ? $$$"""{"fields":[{"name":{{{echo}}},"label":{{{echo}}},"dataType":"integer","isPickList":true,"picklistValues":[{"value":"1","label":{{{echo}}},"isActive":true}]}]}"""
                : $$$"""[{"ID":9001,"Name":{{{echo}}},"FieldType":"dropdown","Choices":[{"ID":1,"Name":{{{echo}}},"IsActive":true}]}]""");
        });
        var recordType = $"/api/systems/{system}/record-types/{(system == "autotask" ? "Tickets" : "tickets-42")}";

        (await world.World.GetAsync($"{recordType}/fields")).Body.ToString().ShouldContain("***");
        (await world.World.GetAsync($"{recordType}/update-schema")).Body.ToString().ShouldContain("***");
    }

    [Theory]
    [InlineData("autotask")]
    [InlineData("teamdynamix")]
    public async Task Results_and_rejected_messages_contain_no_credentials(string system)
    {
        await using var world = await HostileWorld.StartAsync();
        (await world.ReadAsync(system)).Status.ShouldBe(200);
        world.Answering("PATCH", "ickets", context => RefuseAsync(context, system, Echo(world, context, "plain")));
        var (recordType, recordId, field) = system == "autotask" ? ("Tickets", "1", "title") : ("tickets-42", "1001", "Title");
        var text = $$$"""{"system":"{{{system}}}","recordType":"{{{recordType}}}","recordId":"{{{recordId}}}","fields":{"{{{field}}}":"renamed"}}""";

        var outcome = await world.World.Services.GetRequiredService<MessageHandler>()
            .HandleAsync(QueueMessage.Of(Guid.NewGuid().ToString(), text, deliveries: 1, DateTimeOffset.UtcNow), TestContext.Current.CancellationToken);

        var done = outcome.ShouldBeOfType<MessageOutcome.Ended>();
        done.Result.ShouldContain("***");
        done.Rejected!.ShouldContain("***");
        Secrecy.Check([done.Result, done.Rejected!], World.SecretsOf(world.Sandbox));
    }

    [Fact]
    public async Task A_quoted_token_is_redacted()
    {
        await using var world = await HostileWorld.StartAsync();
        (await world.ReadAsync("teamdynamix")).Status.ShouldBe(200);
        var token = string.Empty;
        world.Answering("GET", "/42/tickets/1001", context =>
        {
            token = context.Request.Headers.Authorization.ToString()["Bearer ".Length..];
            return HostileVendorTests.SayAsync(context, 200, $$"""{"ID":1001,"AppID":42,"Title":"{{token}}"}""");
        });

        var reply = await world.ReadAsync("teamdynamix");

        token.ShouldNotBeEmpty();
        reply.Status.ShouldBe(200);
        Secrecy.Check([reply.Body.ToString(), .. world.World.Log.Lines], [token]);
    }

    [Fact]
    public async Task An_exception_that_quotes_credentials_is_logged_without_them()
    {
        await using var world = await World.StartAsync(configure: builder => builder.Services.AddSingleton<HttpMessageHandler>(new Quoting()));

        (await world.GetAsync("/api/systems/autotask/records/Tickets/1")).ShouldFail(500, "InternalError");

        world.Log.Lines.ShouldContain(line => line.Contains("A bug that quotes", StringComparison.Ordinal) && line.Contains("***", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/api/" + World.LimitedKey)]
    [InlineData("/api/systems/" + World.LimitedKey + "/record-types")]
    [InlineData("/api/systems/autotask/records/" + World.LimitedKey + "/1")]
    [InlineData("/api/systems/autotask/records/Tickets/" + World.LimitedKey)]
    [InlineData("/api/systems/autotask/record-types/Tickets/choices?field=" + World.LimitedKey)]
    public async Task A_callers_key_in_the_wrong_place_is_not_returned(string path)
    {
        await using var world = await World.StartAsync();

        (await world.GetAsync(path)).Status.ShouldBeOneOf(400, 404, 422);
    }

    /// <summary>The credentials that a vendor can quote: the three headers of Autotask, or the body of the login at TeamDynamix.</summary>
    private static string Echo(HostileWorld world, HttpContext context, string form)
    {
        var sandbox = world.Sandbox;
        string[] secrets = context.Request.Headers.TryGetValue("ApiIntegrationCode", out var integrationCode)
            ? [context.Request.Headers["Secret"]!, integrationCode!, context.Request.Headers["UserName"]!]
            : [sandbox.TeamDynamix.WebServicesKey, sandbox.TeamDynamix.BeId];
        return $"You sent {string.Join(" and ", secrets.Select(Forms[form]))}.";
    }

    private static Task RefuseAsync(HttpContext context, string system, string text) => HostileVendorTests.SayAsync(
        context,
        system == "autotask" ? 500 : 400,
        system == "autotask" ? $$"""{"errors":[{{JsonSerializer.Serialize(text)}}]}""" : $$"""{"ID":0,"Message":{{JsonSerializer.Serialize(text)}}}""");

    /// <summary>A library that throws an exception with its input in the message.</summary>
    private sealed class Quoting : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            request.Headers.TryGetValues("Secret", out var secret)
                ? throw new InvalidOperationException($"A bug that quotes {secret.Single()}")
                : Task.FromResult(new HttpResponseMessage { Content = new StringContent("""{"url":"http://127.0.0.1:9/ATServicesRest/"}""") });
    }
}
