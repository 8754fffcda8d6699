using Microsoft.Playwright;

namespace FunctionsConnector.EndToEnd.Tests.Page;

/// <summary>The part of the page for many records, as a person uses it.</summary>
internal sealed class PastedTable(Visit visit)
{
    private const float LongestRun = 30_000;

    public ILocator Text => visit.Tab.GetByLabel("Table of updates");

    public ILocator Problem => visit.Tab.Locator("#table-problem");

    public ILocator Status => visit.Tab.Locator("#many-status");

    public ILocator Failure => visit.Tab.Locator("#many-failure");

    public ILocator Rows => visit.Tab.Locator("#rows tbody tr");

    /// <summary>Connects and chooses the record type.</summary>
    public static async Task<PastedTable> OpenAsync(Visit visit, string system, string recordType)
    {
        await visit.ConnectAsync();
        await visit.Tab.GetByLabel("System", new() { Exact = true }).SelectOptionAsync(system);
        await visit.PickAsync("Record type", recordType);
        return new PastedTable(visit);
    }

    /// <summary>The column of a row, from 1.</summary>
    public ILocator Changes(int row) => Rows.Nth(row - 1).Locator("td").Nth(0);

    /// <inheritdoc cref="Changes"/>
    public ILocator State(int row) => Rows.Nth(row - 1).Locator("td").Nth(1);

    /// <inheritdoc cref="Changes"/>
    public ILocator Title(int row) => State(row).Locator("strong");

    public Task PreviewAsync() => RunAsync("Preview the rows", "Finished");

    public Task UpdateAsync() => RunAsync("Update the records", "Finished");

    /// <summary>Presses a button and waits for the end that it should have.</summary>
    public async Task RunAsync(string button, string end)
    {
        await visit.Button(button).ClickAsync();
        await ShouldEndAsync(end);
    }

    public Task ShouldEndAsync(string end) => Assertions.Expect(Status).ToContainTextAsync($"{end}:", new() { Timeout = LongestRun });

    /// <summary>Downloads the outcome.</summary>
    /// <returns>The cells of its lines, as they are written between their quotes.</returns>
    public async Task<IReadOnlyList<string[]>> DownloadAsync()
    {
        var download = await visit.Tab.RunAndWaitForDownloadAsync(() => visit.Button("Download the outcome").ClickAsync());
        download.SuggestedFilename.ShouldEndWith("-outcome.csv");
        var text = await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        return [.. text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line[1..^1].Split("\",\""))];
    }
}
