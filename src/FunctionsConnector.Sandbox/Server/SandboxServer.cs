using System.Net;
using FunctionsConnector.Sandbox.Autotask;
using FunctionsConnector.Sandbox.TeamDynamix;

namespace FunctionsConnector.Sandbox.Server;

/// <summary>A real web server on the loopback address that plays the business systems the product talks to.</summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly WebApplication _application;
    private readonly Dictionary<string, VendorPipeline> _pipelines;
    private readonly ControlApi _control;
    private int _disposed;

    private SandboxServer(SandboxOptions options)
    {
        Autotask = new(options.Time, () => Url);
        TeamDynamix = new(options.Time, () => Url);
        IVendorSandbox[] vendors = [Autotask, TeamDynamix];
        _pipelines = vendors.ToDictionary(
            vendor => vendor.Name, vendor => new VendorPipeline(vendor, options.Time, _stopping.Token), StringComparer.OrdinalIgnoreCase);
        _control = new(vendors);
        _application = Build(options);
        _application.Run(HandleAsync);
    }

    /// <summary>Root address of the server, with a trailing slash.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The simulated Autotask.</summary>
    public AutotaskSandbox Autotask { get; }

    /// <summary>The simulated TeamDynamix.</summary>
    public TeamDynamixSandbox TeamDynamix { get; }

    /// <summary>Starts a sandbox; when the task is done it answers calls.</summary>
    public static async Task<SandboxServer> StartAsync(SandboxOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var server = new SandboxServer(options);
        try
        {
            await server._application.StartAsync(cancellationToken);
            server.Url = new(server._application.Urls.Single());
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
    }

    private static WebApplication Build(SandboxOptions options)
    {
        // The empty builder reads neither environment nor files, so that nothing can make the sandbox listen beyond loopback.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        return builder.Build();
    }

    private Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value is { Length: > 0 } given ? given : "/";
        var end = path.IndexOf('/', 1);
        var name = end < 0 ? path[1..] : path[1..end];
        if (_pipelines.TryGetValue(name, out var pipeline))
        {
            return pipeline.HandleAsync(context, end < 0 ? "/" : path[end..]);
        }

        return _control.HandleAsync(context);
    }
}
