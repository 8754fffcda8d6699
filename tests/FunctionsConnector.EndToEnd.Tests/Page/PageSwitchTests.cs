using System.Net;
using FunctionsConnector.Actions.Settings;
using FunctionsConnector.Server.Page;

namespace FunctionsConnector.EndToEnd.Tests.Page;

/// <summary>Who gets the page, and with which headers.</summary>
public sealed class PageSwitchTests
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

    [Theory]
    [InlineData(Browser, "text/html")]
    [InlineData("text/html, application/json;q=0.5", "text/html")]
    [InlineData("application/json", "application/json")]
    [InlineData("application/json, text/html;q=0.5", "application/json")]
    [InlineData("text/html;q=0", "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData(null, "application/json")]
    public async Task Only_a_browser_gets_the_page(string? accept, string type)
    {
        await using var world = await World.StartAsync();
        using var reply = await SendAsync(world, HttpMethod.Get, "/", accept);

        (reply.StatusCode, reply.Content.Headers.ContentType!.MediaType).ShouldBe((HttpStatusCode.OK, type));
    }

    [Fact]
    public async Task The_page_allows_nothing_from_elsewhere()
    {
        await using var world = await World.StartAsync();
        using var reply = await SendAsync(world, HttpMethod.Get, "/", Browser);

        string Header(string name) => reply.Headers.GetValues(name).Single();
        Header("Content-Security-Policy").ShouldBe(
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'");
        (Header("X-Content-Type-Options"), Header("Referrer-Policy"), Header("Vary"), Header("Cross-Origin-Resource-Policy")).ShouldBe(("nosniff", "no-referrer", "Accept", "same-origin"));
    }

    [Theory]
    [InlineData("page.js", "text/javascript")]
    [InlineData("page.css", "text/css")]
    [InlineData("icon.svg", "image/svg+xml")]
    public async Task A_file_is_sent_again_only_where_it_has_changed(string name, string type)
    {
        await using var world = await World.StartAsync();
        using var first = await SendAsync(world, HttpMethod.Get, $"/page/{name}");
        using var head = await SendAsync(world, HttpMethod.Head, $"/page/{name}");
        using var second = await SendAsync(world, HttpMethod.Get, $"/page/{name}", tag: first.Headers.ETag!.Tag);

        (first.StatusCode, first.Content.Headers.ContentType!.MediaType, $"{first.Headers.CacheControl}").ShouldBe((HttpStatusCode.OK, type, "no-cache"));
        (head.StatusCode, head.Content.Headers.ContentLength).ShouldBe((HttpStatusCode.OK, (await first.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length));
        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Theory]
    [InlineData("/page/nothing.js")]
    [InlineData("/page/..%2Fpage.js")]
    public async Task A_file_that_is_not_there_is_an_unknown_route(string path)
    {
        await using var world = await World.StartAsync();

        (await world.GetAsync(path)).ShouldFail(404, "RouteNotFound");
    }

    [Fact]
    public async Task Where_the_page_is_off_there_is_the_status_and_no_file()
    {
        await using var world = await World.StartAsync(settings: settings => settings["Page:Enabled"] = "false");
        using var reply = await SendAsync(world, HttpMethod.Get, "/", Browser);

        reply.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        (await world.GetAsync("/page/page.js")).ShouldFail(404, "RouteNotFound");
    }

    [Theory]
    [InlineData(true, "http://127.0.0.1:7071")]
    [InlineData(true, "http://localhost:80", "https://[::1]:7072")]
    [InlineData(false, "http://127.0.0.1:7071", "http://10.0.0.4:7071")]
    [InlineData(false, "http://0.0.0.0:8080")]
    [InlineData(false, "http://[::]:8080")]
    [InlineData(false, "http://*:8080")]
    [InlineData(false, "http://unix:/run/connector.sock")]
    [InlineData(false)]
    public void By_default_every_address_must_be_a_loopback_address(bool isOn, params string[] addresses) => PageSwitch.AreLoopback(addresses).ShouldBe(isOn);

    [Theory]
    [InlineData("Page:Enabled", "yes")]
    [InlineData("Page:Enabeld", "true")]
    public async Task A_wrong_setting_stops_the_start(string setting, string value)
    {
        var failure = await Should.ThrowAsync<BadSettingsException>(() => World.StartAsync(settings: settings => settings[setting] = value));

        failure.Problems.ShouldHaveSingleItem().Setting.ShouldBe(setting);
    }

    private static async Task<HttpResponseMessage> SendAsync(World world, HttpMethod method, string path, string? accept = null, string? tag = null)
    {
        using var client = new HttpClient { BaseAddress = world.Url };
        using var request = new HttpRequestMessage(method, path);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
