using FunctionsConnector.Sandbox.Values;
using Microsoft.Playwright;

namespace FunctionsConnector.EndToEnd.Tests.Page;

/// <summary>A person pastes a table, sees what it would change, runs it and downloads the outcome.</summary>
public sealed class ManyRecordsTests(Chromium chromium)
{
    private const string Unknown = "987654";

    [Theory]
    [InlineData("autotask", "Tickets", 1, "Complete", "Description")]
    [InlineData("teamdynamix", "tickets-42", 1001, "In Process", "Purchase Order")]
    public async Task Each_row_has_a_preview_and_an_outcome_of_its_own(string system, string recordType, int first, string choice, string clearable)
    {
        await using var visit = await Visit.StartAsync(chromium);
        Prepare(visit.World);
        var table = await PastedTable.OpenAsync(visit, system, recordType);
        await table.Text.FillAsync(TableOf(first, choice, clearable));

        await table.PreviewAsync();
        await Assertions.Expect(table.Status).ToContainTextAsync("3 ready, 2 with a problem");
        await Assertions.Expect(table.Changes(1)).ToHaveTextAsync($"Status: New → {choice}");
        await Assertions.Expect(table.State(2)).ToContainTextAsync(choice);
        await Assertions.Expect(table.State(2)).ToContainTextAsync("UpdateInvalid");
        await Assertions.Expect(table.State(3)).ToContainTextAsync("RecordNotFound");
        await Assertions.Expect(table.Changes(5)).ToHaveTextAsync($"{clearable}: to be cleared → (empty)");
        Patches(visit.World).ShouldBeEmpty("a preview writes nothing");

        await table.UpdateAsync();
        await Assertions.Expect(table.Status).ToContainTextAsync("2 applied, 3 failed");
        await Assertions.Expect(table.Title(1)).ToHaveTextAsync("Applied");
        await Assertions.Expect(table.State(2)).ToContainTextAsync("Correct the cells that are named");
        await Assertions.Expect(table.State(3)).ToContainTextAsync("Check the record id");
        await Assertions.Expect(table.State(4)).ToContainTextAsync("Not applied as asked");
        await Assertions.Expect(table.Title(5)).ToHaveTextAsync("Applied");
        if (system == "autotask")
        {
            await visit.PictureAsync("page-many", "section[aria-labelledby=many-title]");
        }

        var lines = await table.DownloadAsync();
        lines[0].ShouldBe(["record id", "status", "code", "message", "fields", "request id"]);
        lines.Skip(1).Select(line => string.Join('|', line[0], line[1], line[2], line[4])).ShouldBe(
        [
            $"{first}|applied||Status: {choice}",
            $"{first + 1}|failed|UpdateInvalid|{(system == "autotask" ? "status" : "StatusID")}",
            $"{Unknown}|failed|RecordNotFound|",
            $"{first + 2}|failed|UpdateNotApplied|{(system == "autotask" ? "title" : "Title")}",
            $"{first + 3}|applied||{clearable}: (empty)",
        ]);
        lines[2][3].ShouldContain(choice);
    }

    [Theory]
    [InlineData("autotask", "Tickets", 1)]
    [InlineData("teamdynamix", "tickets-42", 1001)]
    public async Task Without_verify_the_rows_are_accepted_and_not_read(string system, string recordType, int first)
    {
        await using var visit = await Visit.StartAsync(chromium);
        var table = await PastedTable.OpenAsync(visit, system, recordType);
        await table.Text.FillAsync($"id,Title\n{first},\"one, \"\"two\"\"\"\n");
        await visit.Tab.GetByLabel("Read each record back").UncheckAsync();

        await table.UpdateAsync();

        await Assertions.Expect(table.State(1)).ToContainTextAsync("Accepted");
        Calls(visit.World).ShouldNotContain(call => call.PathAndQuery.EndsWith("/Tickets/query", StringComparison.Ordinal)
            || (call.Method == "GET" && call.PathAndQuery.EndsWith($"/{first}", StringComparison.Ordinal)));
        Title(visit.World, system, first).ShouldBe("one, \"two\"");
    }

    [Fact]
    public async Task No_change_is_judged_by_the_values_and_never_of_a_field_that_the_record_does_not_show()
    {
        await using var visit = await Visit.StartAsync(chromium);
        var table = await PastedTable.OpenAsync(visit, "autotask", "Tickets");
        var title = Title(visit.World, "autotask", 1);
        await table.Text.FillAsync($"id,Title,Status,Description\n1,{title},Complete,(clear)");
        await visit.Tab.RouteAsync("**/Tickets/1", async route =>
        {
            var reply = await route.FetchAsync();
            var body = JsonNode.Parse(await reply.TextAsync())!;
            var fields = body["fields"]!.AsArray();
            fields.Single(field => (string?)field!["field"] == "status")!["displayValue"] = "Complete";
            fields.RemoveAll(field => (string?)field!["field"] == "description");
            await route.FulfillAsync(new() { Response = reply, Body = body.ToJsonString() });
        });

        await table.PreviewAsync();

        (await table.Changes(1).Locator("li").AllInnerTextsAsync()).ShouldBe(
            [$"Title: {title} → {title} (no change)", "Status: Complete → Complete", "Description: (empty or not shown) → (empty)"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_row_that_the_system_adjusts_shows_what_it_stores()
    {
        await using var visit = await Visit.StartAsync(chromium);
        visit.World.Sandbox.Autotask.Store("Companies", "webAddress", StoredForm.SecureScheme);
        var table = await PastedTable.OpenAsync(visit, "autotask", "Companies");
        await table.Text.FillAsync("id,webAddress\n1,http://example.com/a");

        await table.UpdateAsync();

        await Assertions.Expect(table.Status).ToContainTextAsync("1 adjusted");
        await Assertions.Expect(table.State(1)).ToContainTextAsync("sent 'http://example.com/a', stored 'https://example.com/a' (scheme changed)");
    }

    [Fact]
    public async Task Rows_that_cannot_be_sent_are_shown_and_the_others_are_sent()
    {
        await using var visit = await Visit.StartAsync(chromium);
        var table = await PastedTable.OpenAsync(visit, "autotask", "Tickets");
        await table.Text.FillAsync("id\tTitle\tPriority\n1\tgood\t\n\tno id\t\n2\t\t\n01\ttwice\t\n=1+1\tno id\t\n-2\tno id\t");

        await table.UpdateAsync();

        await Assertions.Expect(table.Status).ToContainTextAsync("1 applied, 3 not sent, 2 failed");
        await Assertions.Expect(visit.Tab.Locator("#many-count")).ToHaveTextAsync("Update: 3 of 3 rows done");
        var lines = await table.DownloadAsync();
        lines.Skip(1).Select(line => string.Join('|', line[..3])).ShouldBe(
            ["1|applied|", "|notSent|InvalidRequest", "2|notSent|InvalidRequest", "01|notSent|InvalidRequest", "'=1+1|failed|InvalidRequest", "'-2|failed|InvalidRequest"]);
        Patches(visit.World).Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_table_of_more_than_a_thousand_rows_is_refused()
    {
        await using var visit = await Visit.StartAsync(chromium);
        var table = await PastedTable.OpenAsync(visit, "autotask", "Tickets");
        await table.Text.FillAsync($"id\ttitle\n{string.Join('\n', Enumerable.Range(1, 1001).Select(id => $"{id}\tnew"))}");

        await visit.Button("Update the records").ClickAsync();

        await Assertions.Expect(table.Problem).ToHaveTextAsync("The table has 1,001 rows. Paste at most 1,000 at a time.");
        await Assertions.Expect(table.Text).ToBeFocusedAsync();
        await Assertions.Expect(table.Text).ToHaveAttributeAsync("aria-invalid", "true");
        Patches(visit.World).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_record_type_the_page_asks_for_it()
    {
        await using var visit = await Visit.StartAsync(chromium);
        await visit.ConnectAsync();
        await new PastedTable(visit).Text.FillAsync("id,Title\n1,new");

        await visit.Button("Update the records").ClickAsync();

        await Assertions.Expect(visit.Combobox("Record type")).ToBeFocusedAsync();
        await Assertions.Expect(visit.Tab.Locator("#record-problem")).ToHaveTextAsync("Choose a record type.");
    }

    [Fact]
    public async Task Rows_that_do_not_fit_into_one_request_are_sent_in_several()
    {
        await using var visit = await Visit.StartAsync(chromium);
        var table = await PastedTable.OpenAsync(visit, "autotask", "Tickets");
        await table.Text.FillAsync($"id,Title\n{string.Join('\n', Enumerable.Range(1, 3).Select(id => $"{id},{new string('x', 450_000)}"))}\n4,short");

        await table.UpdateAsync();

        await Assertions.Expect(table.Status).ToContainTextAsync("3 failed, 1 applied");
        (await table.DownloadAsync()).Skip(1).Select(line => line[2]).ShouldBe(["UpdateInvalid", "UpdateInvalid", "UpdateInvalid", ""]);
    }

    [Fact]
    public async Task The_keyboard_alone_is_enough()
    {
        await using var visit = await Visit.StartAsync(chromium);
        var table = await PastedTable.OpenAsync(visit, "autotask", "Tickets");
        var keyboard = visit.Tab.Keyboard;
        await visit.TabToAsync(table.Text);
        await keyboard.InsertTextAsync("id\tTitle\n1\tby the keyboard");
        await visit.TabToAsync(visit.Button("Preview the rows"));
        await keyboard.PressAsync("Enter");
        await table.ShouldEndAsync("Finished");
        await visit.TabToAsync(visit.Button("Update the records"));
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(table.Title(1)).ToHaveTextAsync("Applied");
        await visit.TabToAsync(visit.Button("Download the outcome"));
        await visit.Tab.RunAndWaitForDownloadAsync(() => keyboard.PressAsync("Enter"));
        await visit.TabToAsync(visit.Tab.Locator("#rows"));

        Title(visit.World, "autotask", 1).ShouldBe("by the keyboard");
    }

    [Fact]
    public async Task A_phone_of_390_pixels_shows_everything_without_scrolling_sideways()
    {
        await using var visit = await Visit.StartAsync(chromium, width: 390);
        Prepare(visit.World);
        var table = await PastedTable.OpenAsync(visit, "teamdynamix", "tickets-42");
        await table.Text.FillAsync(TableOf(1001, "In Process", "Purchase Order"));

        foreach (var step in new[] { table.PreviewAsync, (Func<Task>)table.UpdateAsync })
        {
            await step();
            (await visit.Tab.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBe(390);
            (await visit.Tab.EvaluateAsync<bool>("() => { const rows = document.getElementById('rows'); return rows.scrollWidth <= rows.clientWidth; }")).ShouldBeTrue("the rows fit, too");
        }
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_no_serious_violation(ColorScheme scheme)
    {
        await using var visit = await Visit.StartAsync(chromium, scheme);
        Prepare(visit.World);
        var table = await PastedTable.OpenAsync(visit, "autotask", "Tickets");
        await table.Text.FillAsync("id");
        await visit.Button("Preview the rows").ClickAsync();
        await Assertions.Expect(table.Problem).ToBeVisibleAsync();
        await visit.ShouldBeAccessibleAsync();
        await table.Text.FillAsync(TableOf(1, "Complete", "Description"));
        await table.PreviewAsync();
        await visit.ShouldBeAccessibleAsync();
        await table.UpdateAsync();
        await visit.ShouldBeAccessibleAsync();
    }

    /// <summary>A good row, a misspelt choice, an unknown record, a value that the system does not keep, and a field to clear.</summary>
    private static string TableOf(int first, string choice, string clearable) =>
        $"Ticket\tStatus\tTitle\t{clearable}\n{first}\t{choice}\t\t\n{first + 1}\tClsoed\t\t\n{Unknown}\t\tnew\t\n{first + 2}\t\tlost\t\n{first + 3}\t\t\t(clear)\n";

    /// <summary>Both systems keep no new title, and have a value that can be cleared.</summary>
    private static void Prepare(World world)
    {
        world.Sandbox.Autotask.SetTruth("Tickets", 4, "description", "to be cleared");
        world.Sandbox.TeamDynamix.SetTruth("tickets-42", 1004, "attributes/9003", "to be cleared");
        world.Sandbox.Autotask.IgnoreSilently("Tickets", "title");
        world.Sandbox.TeamDynamix.IgnoreSilently("tickets-42", "Title");
    }

    private static string Title(World world, string system, int id) => system == "autotask"
        ? world.Sandbox.Autotask.Truth("Tickets", id)["title"]!.GetValue<string>()
        : world.Sandbox.TeamDynamix.Truth("tickets-42", id)["Title"]!.GetValue<string>();

    private static IEnumerable<RecordedCall> Calls(World world) => world.Sandbox.Autotask.Calls.All.Concat(world.Sandbox.TeamDynamix.Calls.All);

    private static IEnumerable<RecordedCall> Patches(World world) => Calls(world).Where(call => call.Method == "PATCH");
}
