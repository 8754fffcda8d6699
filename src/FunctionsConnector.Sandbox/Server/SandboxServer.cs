using System.Net;
using System.Security.Cryptography.X509Certificates;
using FunctionsConnector.Sandbox.Autotask;
using FunctionsConnector.Sandbox.AzureDevOps;
using FunctionsConnector.Sandbox.Dataverse;
using FunctionsConnector.Sandbox.HubSpot;
using FunctionsConnector.Sandbox.Identity;
using FunctionsConnector.Sandbox.KeyVault;
using FunctionsConnector.Sandbox.ServiceNow;
using FunctionsConnector.Sandbox.TeamDynamix;
using Microsoft.AspNetCore.Connections;

namespace FunctionsConnector.Sandbox.Server;

/// <summary>
/// A web server on the loopback address that simulates the business systems over HTTP, and the vault with their credentials over TLS at
/// a second port.
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
        ServiceNow = new(options.Time, () => Url);
        Dataverse = new(options.Time, () => Url);
        HubSpot = new(options.Time, () => Url);
        AzureDevOps = new(options.Time, () => Url);
        IVendorSandbox[] vendors = [Autotask, TeamDynamix, ServiceNow, Dataverse, HubSpot, AzureDevOps, Identity];
        _pipelines = vendors.ToDictionary(vendor => vendor.Name, vendor => Pipeline(vendor, options), StringComparer.OrdinalIgnoreCase);
        _vault = Pipeline(KeyVault, options);
        _control = new([.. vendors, KeyVault]);
        _application = Build(options);
        _application.Run(HandleAsync);
    }

    /// <summary>Root address of the server, with a trailing slash.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The self-signed certificate of the vault and the directory. A client must be configured to trust it.</summary>
    public X509Certificate2 Certificate { get; } = SandboxCertificate.Make();

    /// <summary>The simulated Autotask.</summary>
    public AutotaskSandbox Autotask { get; }

    /// <summary>The simulated TeamDynamix.</summary>
    public TeamDynamixSandbox TeamDynamix { get; }

    /// <summary>The simulated ServiceNow.</summary>
    public ServiceNowSandbox ServiceNow { get; }

    /// <summary>The simulated Dataverse.</summary>
    public DataverseSandbox Dataverse { get; }

    /// <summary>The simulated HubSpot.</summary>
    public HubSpotSandbox HubSpot { get; }

    /// <summary>The simulated Azure DevOps.</summary>
    public AzureDevOpsSandbox AzureDevOps { get; }

    /// <summary>The simulated identity.</summary>
    public IdentitySandbox Identity { get; }

    /// <summary>The simulated Key Vault.</summary>
    public KeyVaultSandbox KeyVault { get; }

    private Uri HttpsUrl { get; set; } = new("https://127.0.0.1/");

    /// <summary>Starts a sandbox. It accepts calls when the task is completed.</summary>
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
        // The empty builder reads no environment and no files, so that no setting can make the sandbox listen beyond loopback.
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

    /// <summary>The vault and the directory, which are available over TLS only.</summary>
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
