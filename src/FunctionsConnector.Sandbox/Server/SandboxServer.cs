using System.Net;
using System.Security.Cryptography.X509Certificates;
using FunctionsConnector.Sandbox.Autotask;
using FunctionsConnector.Sandbox.Identity;
using FunctionsConnector.Sandbox.KeyVault;
using FunctionsConnector.Sandbox.TeamDynamix;
using Microsoft.AspNetCore.Connections;

namespace FunctionsConnector.Sandbox.Server;

/// <summary>
/// A real web server on the loopback address that plays the business systems the product talks to, and over TLS, at a port of its own,
/// the vault that holds their credentials.
/// </summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly WebApplication _application;
    private readonly Dictionary<string, VendorPipeline> _pipelines;
    private readonly VendorPipeline _vault;
    private readonly ControlApi _control;
    private int _disposed;

    private SandboxServer(SandboxOptions options)
    {
        Autotask = new(options.Time, () => Url);
        TeamDynamix = new(options.Time, () => Url);
        Identity = new(options.Time, () => Url, () => HttpsUrl);
        KeyVault = new(options.Time, options.Identity ?? Identity, () => HttpsUrl);
        IVendorSandbox[] vendors = [Autotask, TeamDynamix, Identity];
        _pipelines = vendors.ToDictionary(vendor => vendor.Name, vendor => Pipeline(vendor, options), StringComparer.OrdinalIgnoreCase);
        _vault = Pipeline(KeyVault, options);
        _control = new([.. vendors, KeyVault]);
        _application = Build(options);
        _application.Run(HandleAsync);
    }

    /// <summary>Root address of the server, with a trailing slash.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1/");

    /// <summary>What the vault and the directory show of themselves; nobody trusts it who was not told to.</summary>
    public X509Certificate2 Certificate { get; } = SandboxCertificate.Make();

    /// <summary>The simulated Autotask.</summary>
    public AutotaskSandbox Autotask { get; }

    /// <summary>The simulated TeamDynamix.</summary>
    public TeamDynamixSandbox TeamDynamix { get; }

    /// <summary>The simulated identity.</summary>
    public IdentitySandbox Identity { get; }

    /// <summary>The simulated Key Vault.</summary>
    public KeyVaultSandbox KeyVault { get; }

    private Uri HttpsUrl { get; set; } = new("https://127.0.0.1/");

    /// <summary>Starts a sandbox; when the task is done it answers calls.</summary>
    public static async Task<SandboxServer> StartAsync(SandboxOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var server = new SandboxServer(options);
        try
        {
            await server._application.StartAsync(cancellationToken);
            server.Url = server.Listening(Uri.UriSchemeHttp);
            server.HttpsUrl = server.Listening(Uri.UriSchemeHttps);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        await _stopping.CancelAsync();
        await _application.DisposeAsync();
        _stopping.Dispose();
        Certificate.Dispose();
    }

    private VendorPipeline Pipeline(IVendorSandbox vendor, SandboxOptions options) => new(vendor, options.Time, _stopping.Token);

    private Uri Listening(string scheme) => _application.Urls.Select(url => new Uri(url)).Single(url => url.Scheme == scheme);

    private WebApplication Build(SandboxOptions options)
    {
        // The empty builder reads neither environment nor files, so that nothing can make the sandbox listen beyond loopback.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port);
            kestrel.Listen(IPAddress.Loopback, 0, listening =>
            {
                listening.Use(CutOffWhileDown);
                listening.UseHttps(Certificate);
            });
        });
        return builder.Build();
    }

    private ConnectionDelegate CutOffWhileDown(ConnectionDelegate next) => connection =>
    {
        if (!KeyVault.Behavior.IsDown)
        {
            return next(connection);
        }

        connection.Abort();
        return Task.CompletedTask;
    };

    private Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value is { Length: > 0 } given ? given : "/";
        var end = path.IndexOf('/', 1);
        var name = end < 0 ? path[1..] : path[1..end];
        if (context.Request.IsHttps)
        {
            return HandleSecurelyAsync(context, name, path);
        }

        if (_pipelines.TryGetValue(name, out var pipeline))
        {
            return pipeline.HandleAsync(context, end < 0 ? "/" : path[end..]);
        }

        return _control.HandleAsync(context);
    }

    /// <summary>The vault, and beside it the directory, which are both reached over TLS alone.</summary>
    private Task HandleSecurelyAsync(HttpContext context, string name, string path)
    {
        if (name == IdentitySandbox.TenantId)
        {
            return _pipelines[IdentitySandbox.Mount].HandleAsync(context, path);
        }

        if (KeyVault.Behavior.IsDown)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        return _vault.HandleAsync(context, path);
    }
}
