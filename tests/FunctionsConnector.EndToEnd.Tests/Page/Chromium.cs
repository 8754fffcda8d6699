using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(FunctionsConnector.EndToEnd.Tests.Page.Chromium))]

namespace FunctionsConnector.EndToEnd.Tests.Page;

/// <summary>One browser for all tests, the Chromium that this machine has. Without one the tests of the page skip.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly string? Program = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
        .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    private readonly Lazy<Task<(IPlaywright Driver, IBrowser Browser)>> _started = new(StartAsync);

    /// <summary>A browser without any state.</summary>
    internal async Task<IBrowserContext> NewContextAsync(ColorScheme scheme, int width)
    {
        Assert.SkipWhen(Program is null, "There is no Chromium on the PATH. Install it to test the page (on Debian: apt-get install chromium).");
        var (_, browser) = await _started.Value;
        var context = await browser.NewContextAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        context.SetDefaultTimeout(20_000);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        if (_started.IsValueCreated)
        {
            var (driver, browser) = await _started.Value;
            await browser.DisposeAsync();
            driver.Dispose();
        }
    }

    private static async Task<(IPlaywright Driver, IBrowser Browser)> StartAsync()
    {
        var driver = await Playwright.CreateAsync();

        // Chromium's sandbox does not start for root, which containers and CI run as.
        return (driver, await driver.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = ["--no-sandbox"] }));
    }
}
