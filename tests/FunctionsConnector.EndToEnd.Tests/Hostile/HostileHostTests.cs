using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsConnector.EndToEnd.Tests.Hostile;

/// <summary>Credentials are sent only to the configured hosts, whatever a response demands.</summary>
public class HostileHostTests
{
    private const string Loopback = "127.0.0.1";

    [Theory]
    [InlineData("autotask", 301)]
    [InlineData("autotask", 307)]
    [InlineData("teamdynamix", 302)]
    [InlineData("teamdynamix", 308)]
    public async Task A_redirect_is_not_followed(string system, int status)
    {
        await using var world = await HostileWorld.StartAsync();
        await using var elsewhere = await Interposer.StartAsync(world.Sandbox);
        world.Vendor.Answer = context =>
        {
            context.Response.Headers.Location = $"{elsewhere.Url}{context.Request.Path.Value!.TrimStart('/')}";
            return HostileVendorTests.SayAsync(context, status, string.Empty).ContinueWith(_ => true, TaskScheduler.Default);
        };

        (await world.RenameAsync(system)).ShouldFail(503, "SystemUnavailable");
        (await world.ReadAsync(system)).ShouldFail(503, "SystemUnavailable");

        world.Vendor.Requests.ShouldNotBeEmpty();
        elsewhere.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("https://169.254.169.254/latest/meta-data/")]
    [InlineData("http://169.254.169.254/metadata/identity/oauth2/token")]
    [InlineData("https://[::ffff:169.254.169.254]/")]
    [InlineData("https://2852039166/")]
    [InlineData("https://0xA9FEA9FE/")]
    [InlineData("https://0251.0376.0251.0376/")]
    [InlineData("https://169.254.43518/")]
    [InlineData("https://metadata.google.internal/")]
    [InlineData("https://10.0.0.1/")]
    [InlineData("https://localhost/")]
    [InlineData("https://127.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("http://127.0.0.1:7071/")]
    [InlineData("https://webservices5.autotask.net@evil.example/")]
    [InlineData("https://user:pass@webservices5.autotask.net/")]
    [InlineData("https://webservices5.autotask.net./")]
    [InlineData("https://webservices5.autotask.net:444/")]
    [InlineData("http://webservices5.autotask.net/")]
    [InlineData("https://webservices5.autotask.net.evil.example/")]
    [InlineData("https://evil.example/webservices5.autotask.net/")]
    [InlineData("https://webservices5.autotask.net%2eevil.example/")]
    [InlineData(@"https://webservices5.autotask.net\@evil.example/")]
    [InlineData("https://webservices5.autotask.net\\r\\n.evil.example/")]
    [InlineData("https://webservices٥.autotask.net/")]
    [InlineData("https://webservices５.autotask.net/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://webservices5.autotask.net/")]
    [InlineData("//evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public async Task A_zone_outside_the_vendors_hosts_is_not_contacted(string zone)
    {
        (await DialledAsync(zone)).Distinct().ShouldBe(["webservices.autotask.net:443"]);
    }

    [Fact]
    public async Task A_zone_of_the_vendor_is_contacted() =>
        (await DialledAsync("https://webservices5.autotask.net/ATServicesRest/")).ShouldContain("webservices5.autotask.net:443");

    [Theory]
    [InlineData("good", true)]
    [InlineData("self-signed", false)]
    [InlineData("expired", false)]
    [InlineData("not yet valid", false)]
    [InlineData("for another name", false)]
    public async Task Nothing_is_sent_to_a_vendor_with_an_invalid_certificate(string which, bool isGood)
    {
        using var certificates = new Certificates();
        using var certificate = which switch
        {
            "good" => certificates.For(Loopback),
            "self-signed" => Certificates.SelfSigned(Loopback),
            "expired" => certificates.Expired(Loopback),
            "not yet valid" => certificates.NotYetValid(Loopback),
            _ => certificates.For("vendor.example"),
        };
        using var handler = certificates.Handler();
        await using var world = await HostileWorld.StartAsync(
            certificate: certificate, configure: builder => builder.Services.AddSingleton<HttpMessageHandler>(handler));

        foreach (var system in new[] { "autotask", "teamdynamix" })
        {
            var reply = await world.ReadAsync(system);

            reply.Code.ShouldBe(isGood ? null : "SystemUnavailable");
            if (!isGood)
            {
                reply.Message.ShouldContain("no trusted TLS connection");
            }
        }

        world.Vendor.Requests.Any().ShouldBe(isGood);
    }

    [Fact]
    public async Task A_certificate_of_an_untrusted_authority_is_refused()
    {
        using var certificates = new Certificates();
        using var certificate = certificates.For(Loopback);
        await using var world = await HostileWorld.StartAsync(certificate: certificate);

        (await world.RenameAsync("teamdynamix")).ShouldFail(503, "SystemUnavailable");

        world.Vendor.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_vendor_without_TLS_gets_no_request()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);
        await using var plain = await Interposer.StartAsync(sandbox);
        await using var world = await World.StartAsync(HostileWorld.Patient, settings: settings =>
            settings["Systems:teamdynamix:BaseUrl"] = $"https://127.0.0.1:{plain.Url.Port}/teamdynamix/TDWebApi/");

        (await world.GetAsync("/api/systems/teamdynamix/records/tickets-42/1001")).ShouldFail(503, "SystemUnavailable");

        plain.Requests.ShouldBeEmpty();
    }

    /// <summary>The hosts that the connector contacts while the vendor's discovery, over TLS, returns this zone. All connections go to this machine.</summary>
    private static async Task<IReadOnlyList<string>> DialledAsync(string zone)
    {
        var dialled = new ConcurrentQueue<string>();
        using var certificates = new Certificates();
        using var certificate = certificates.For("webservices.autotask.net", "webservices5.autotask.net");
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);
        await using var vendor = await Interposer.StartAsync(sandbox, certificate);
        vendor.Answer = context => HostileVendorTests
            .SayAsync(context, 200, $$"""{"zoneName":"Zone","url":"{{zone.Replace(@"\@", @"\\@", StringComparison.Ordinal)}}"}""")
            .ContinueWith(_ => true, TaskScheduler.Default);
        using var handler = certificates.Handler();
        handler.ConnectCallback = async (context, cancellationToken) =>
        {
            dialled.Enqueue($"{context.DnsEndPoint.Host}:{context.DnsEndPoint.Port}");
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(Loopback, vendor.Url.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        };
        await using var world = await World.StartAsync(
            HostileWorld.Patient,
            builder => builder.Services.AddSingleton<HttpMessageHandler>(handler),
            settings => settings["Systems:autotask:DiscoveryUrl"] = null);

        (await world.GetAsync("/api/systems/autotask/records/Tickets/1")).ShouldFail(503, "SystemUnavailable");
        return [.. dialled];
    }
}
