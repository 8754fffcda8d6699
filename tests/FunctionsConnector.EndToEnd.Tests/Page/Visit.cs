using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace FunctionsConnector.EndToEnd.Tests.Page;

/// <summary>
/// One visit of the page in a browser. At its end it checks that the browser reported no error, and that every request went to the
/// connector, without the key in its address.
/// </summary>
internal sealed class Visit : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> Axe = new(async () => await File.ReadAllTextAsync(Path.Combine(
        await new NpmInstallation("page", Path.Combine("Page", "Axe"), ["package.json", "package-lock.json"]).InstallAsync(), "node_modules", "axe-core", "axe.min.js")));

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly ConcurrentQueue<string> _requests = new();

    private Visit(World world, IBrowserContext context, IPage page)
    {
        (World, _context, Tab) = (world, context, page);

        // The browser reports each response from 400 on. That of a refusal is meant.
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !(message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal) && message.Location.Contains("/api/", StringComparison.Ordinal)))
            {
                _errors.Enqueue(message.Text);
            }
        };
        page.PageError += (_, error) => _errors.Enqueue(error);
        page.Request += (_, request) => _requests.Enqueue(request.Url);
    }

    public World World { get; }

    public IPage Tab { get; }

    public ILocator Options => Tab.Locator("ul[role=listbox]:not([hidden]) [role=option]");

    public static async Task<Visit> StartAsync(
        Chromium chromium, ColorScheme scheme = ColorScheme.Light, int width = 1120, Action<Dictionary<string, string?>>? settings = null)
    {
        var context = await chromium.NewContextAsync(scheme, width);
        var world = await World.StartAsync(settings: settings);
        var visit = new Visit(world, context, await context.NewPageAsync());
        await visit.Tab.GotoAsync($"{world.Url}");
        return visit;
    }

    public async Task ConnectAsync(string key = World.ApiKey)
    {
        await Tab.GetByLabel("API key").FillAsync(key);
        await Button("Connect").ClickAsync();
    }

    /// <summary>Names the record and shows it.</summary>
    public async Task ShowAsync(string system, string recordType, string recordId)
    {
        await Tab.GetByLabel("System", new() { Exact = true }).SelectOptionAsync(system);
        await PickAsync("Record type", recordType);
        await Tab.GetByLabel("Record id or number").FillAsync(recordId);
        await Button("Show the record").ClickAsync();
        await Assertions.Expect(Tab.Locator("#record-fields tbody tr").First).ToBeVisibleAsync();
    }

    /// <summary>Types into a combobox, and picks the entry with this name.</summary>
    public async Task PickAsync(string box, string entry)
    {
        await Combobox(box).FillAsync(entry);
        await Options.Filter(new() { Has = Tab.Locator("span, small", new() { HasTextRegex = new Regex($"^{Regex.Escape(entry)}$", RegexOptions.IgnoreCase) }) }).First.ClickAsync();
    }

    /// <summary>Adds a field and gives it a value as text.</summary>
    public async Task SetAsync(string field, string value)
    {
        await PickAsync("Add a field", field);
        await Tab.Locator("#changes").GetByLabel(field, new() { Exact = true }).And(Tab.Locator("input, textarea, select")).FillAsync(value);
    }

    public ILocator Combobox(string name) => Tab.Locator("input").And(Tab.GetByRole(AriaRole.Combobox, new() { Name = name, Exact = true }));

    public ILocator Button(string name) => Tab.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Result => Tab.Locator("#result");

    /// <summary>The cells of the row of a field in the comparison.</summary>
    public async Task<IReadOnlyList<string>> ComparedAsync(string field) =>
        await Tab.GetByRole(AriaRole.Table, new() { Name = "The record", Exact = true }).Locator("tr", new() { Has = Tab.GetByRole(AriaRole.Rowheader, new() { Name = field, Exact = true }) }).Locator("td").AllInnerTextsAsync();

    public async Task ShouldShowAsync(string text) => await Assertions.Expect(Result).ToContainTextAsync(text);

    /// <summary>Moves the focus with the Tab key until it is on an element with this name.</summary>
    public async Task TabToAsync(ILocator target)
    {
        for (var presses = 0; presses < 60; presses++)
        {
            await Tab.Keyboard.PressAsync("Tab");
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }
        }

        Assert.Fail($"The Tab key does not reach {target}.");
    }

    /// <summary>Finds violations of the rules of accessibility.</summary>
    public async Task ShouldBeAccessibleAsync()
    {
        await Tab.EvaluateAsync(await Axe.Value);
        var found = await Tab.EvaluateAsync<string[]>(
            "async () => (await axe.run(document)).violations.filter(one => ['serious', 'critical'].includes(one.impact)).map(one => `${one.id}: ${one.nodes.map(node => node.html + ' ' + node.failureSummary).join('; ')}`)");
        found.ShouldBeEmpty();
    }

    /// <summary>Writes a picture for the documents, where CONNECTOR_IMAGES names their folder.</summary>
    public async Task PictureAsync(string name, string part = "body")
    {
        if (Environment.GetEnvironmentVariable("CONNECTOR_IMAGES") is { Length: > 0 } folder)
        {
            await Tab.Locator("#record").EvaluateAsync("element => element.open = false");
            await Tab.Locator(part).ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), Animations = ScreenshotAnimations.Disabled });
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        await World.DisposeAsync();
        _errors.ShouldBeEmpty();
        _requests.ShouldNotBeEmpty();
        _requests.ShouldAllBe(url => url.StartsWith($"{World.Url}", StringComparison.Ordinal));
        _requests.ShouldNotContain(url => Uri.UnescapeDataString(url).Contains(World.ApiKey, StringComparison.Ordinal));
    }
}
