using System.Collections.Concurrent;
using Azure.Storage.Queues;
using FunctionsConnector.EndToEnd.Tests.Queues.Azurite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace FunctionsConnector.EndToEnd.Tests.Queues.FunctionsHost;

/// <summary>
/// Stands in for the Azure Functions host, as far as a custom handler with HTTP and storage queue triggers sees it. It knows the app
/// by nothing but its <c>host.json</c>, its <c>function.json</c> files and its app settings, as the real one does. For tests only.
/// </summary>
internal sealed class FunctionsHostStandIn : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly WebApplication _app;
    private readonly IReadOnlyList<QueueTrigger> _triggers;
    private readonly List<Task> _running = [];

    private FunctionsHostStandIn(WebApplication app, Handler handler, IReadOnlyList<QueueTrigger> triggers) => (_app, Handler, _triggers) = (app, handler, triggers);

    public Handler Handler { get; }

    public Uri Url => new(_app.Urls.Single());

    public IEnumerable<string> Hung => _triggers.SelectMany(trigger => trigger.Hung);

    /// <param name="folder">The app's root.</param>
    /// <param name="appSettings">With colons in their names.</param>
    /// <param name="lines">Where what the handler writes goes.</param>
    public static async Task<FunctionsHostStandIn> StartAsync(string folder, IReadOnlyDictionary<string, string?> appSettings, ConcurrentQueue<string> lines)
    {
        var settings = HostSettings.Read(folder, appSettings);
        settings.Forwards.ShouldBeTrue("HTTP functions would come in envelopes");
        var functions = Function.ReadAll(folder).Where(function => !function.IsDisabled).ToList();
        var handler = new Handler(folder, settings.Executable, appSettings, lines);
        await handler.StartAsync();

        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var forwarding = new HttpForwarding(handler);
        foreach (var function in functions.Where(function => function.IsHttp))
        {
            forwarding.Map(app, function, settings.RoutePrefix);
        }

        var triggers = functions
            .Where(function => function.IsQueue)
            .Select(function => new QueueTrigger(function, settings, handler, ServiceOf(function, appSettings)))
            .ToList();
        var host = new FunctionsHostStandIn(app, handler, triggers);
        await app.StartAsync();
        host._running.AddRange(triggers.Select(trigger => trigger.RunAsync(host._stopping.Token)));
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Handler.DisposeAsync();
        await Task.WhenAll(_running);
        await _app.DisposeAsync();
        _stopping.Dispose();
    }

    private static QueueServiceClient ServiceOf(Function function, IReadOnlyDictionary<string, string?> appSettings) =>
        StorageAccount.Open(appSettings[Function.Text(function.Trigger, "connection")]!);
}
