using System.Diagnostics;
using FunctionsConnector.Actions.Queue.Messages;
using Microsoft.Playwright;

namespace FunctionsConnector.EndToEnd.Tests.Page;

/// <summary>A person uses the page in a real browser; each update is checked against the simulated vendor.</summary>
public sealed class PageTests(Chromium chromium)
{
    [Fact]
    public async Task A_person_previews_and_makes_an_update_in_Autotask()
    {
        await using var visit = await Visit.StartAsync(chromium);
        await visit.ConnectAsync();
        await visit.ShowAsync("autotask", "Tickets", "1");
        await visit.SetAsync("Status", "Complete");

        await visit.Button("Preview").ClickAsync();
        await visit.ShouldShowAsync("\"status\":5");
        visit.World.PatchesSent.ShouldBeEmpty();
        await visit.Button("Update the record").ClickAsync();
        await visit.ShouldShowAsync("Applied");

        (await visit.ComparedAsync("Status")).ShouldBe(["New", "Complete"]);
        visit.World.Sandbox.Autotask.Truth("Tickets", 1)["status"]!.GetValue<int>().ShouldBe(5);
        await visit.PictureAsync("page");
    }

    [Fact]
    public async Task A_person_previews_and_makes_an_update_in_TeamDynamix()
    {
        await using var visit = await Visit.StartAsync(chromium, ColorScheme.Dark);
        await visit.ConnectAsync();
        await visit.ShowAsync("teamdynamix", "tickets-42", "1001");
        await visit.PickAsync("Add a field", "Building");
        await visit.PickAsync("Building", "South Hall");

        await visit.Button("Preview").ClickAsync();
        await visit.ShouldShowAsync("/attributes/");
        await visit.Button("Update the record").ClickAsync();
        await visit.ShouldShowAsync("Applied");

        (await visit.ComparedAsync("Building")).ShouldBe(["North Hall", "South Hall"]);
    }

    [Theory]
    [InlineData("autotask", "Tickets", "1", "Status", "Complete")]
    [InlineData("teamdynamix", "tickets-42", "1001", "Status", "In Process")]
    public async Task A_refused_choice_is_marked_and_fixed_by_clicking_an_offered_value(string system, string recordType, string recordId, string field, string offered)
    {
        await using var visit = await Visit.StartAsync(chromium);
        await visit.ConnectAsync();
        await visit.ShowAsync(system, recordType, recordId);
        await visit.SetAsync(field, "Clsoed");

        await visit.Button("Update the record").ClickAsync();
        await visit.ShouldShowAsync("UpdateInvalid");
        await Assertions.Expect(visit.Combobox(field)).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(visit.Combobox(field)).ToBeFocusedAsync();
        (await visit.ComparedAsync(field)).Distinct().Count().ShouldBe(1, "nothing has changed");
        await Assertions.Expect(visit.Tab.Locator(".offers button").First).ToBeVisibleAsync();
        if (system == "autotask")
        {
            await visit.PictureAsync("page-refusal", "section[aria-labelledby=changes-title]");
        }

        await visit.Tab.Locator(".offers").GetByRole(AriaRole.Button, new() { Name = offered, Exact = true }).ClickAsync();
        await visit.Button("Update the record").ClickAsync();

        await visit.ShouldShowAsync("Applied");
        (await visit.ComparedAsync(field))[1].ShouldBe(offered);
        await Assertions.Expect(visit.Combobox(field)).Not.ToHaveAttributeAsync("aria-invalid", "true");
    }

    [Fact]
    public async Task The_keyboard_alone_is_enough()
    {
        await using var visit = await Visit.StartAsync(chromium);
        var keyboard = visit.Tab.Keyboard;
        await visit.TabToAsync(visit.Tab.GetByLabel("API key"));
        await keyboard.TypeAsync(World.ApiKey);
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Tab.GetByLabel("System", new() { Exact = true })).ToBeFocusedAsync();
        await visit.TabToAsync(visit.Combobox("Record type"));
        await keyboard.TypeAsync("Tickets");
        await PickWithKeysAsync(visit);
        await visit.TabToAsync(visit.Tab.GetByLabel("Record id or number"));
        await keyboard.TypeAsync("1");
        await visit.TabToAsync(visit.Combobox("Add a field"));
        await keyboard.TypeAsync("Status");
        await PickWithKeysAsync(visit);
        await Assertions.Expect(visit.Combobox("Status")).ToBeFocusedAsync();
        await keyboard.TypeAsync("Clsoed");
        await keyboard.PressAsync("Escape");
        await visit.TabToAsync(visit.Button("Update the record"));
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Combobox("Status")).ToBeFocusedAsync();
        await visit.TabToAsync(visit.Tab.Locator(".offers").GetByRole(AriaRole.Button, new() { Name = "Complete", Exact = true }));
        await keyboard.PressAsync("Enter");
        await visit.TabToAsync(visit.Button("Update the record"));
        await keyboard.PressAsync("Enter");

        await visit.ShouldShowAsync("Applied");
        await Assertions.Expect(visit.Tab.Locator("#result-title")).ToBeFocusedAsync();
        visit.World.Sandbox.Autotask.Truth("Tickets", 1)["status"]!.GetValue<int>().ShouldBe(5);
    }

    [Fact]
    public async Task A_phone_of_390_pixels_shows_everything_without_scrolling_sideways()
    {
        await using var visit = await Visit.StartAsync(chromium, width: 390);
        await visit.ConnectAsync();
        await visit.ShowAsync("teamdynamix", "tickets-42", "1001");
        await visit.SetAsync("Title", "Set on a phone");
        await visit.Button("Preview").ClickAsync();
        await visit.ShouldShowAsync("Nothing was sent");
        (await visit.Tab.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBe(390);
        await visit.Button("Update the record").ClickAsync();
        await visit.ShouldShowAsync("Applied");

        (await visit.Tab.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBe(390);
        visit.World.Sandbox.TeamDynamix.Truth("tickets-42", 1001)["Title"]!.GetValue<string>().ShouldBe("Set on a phone");
        await visit.PictureAsync("page-phone");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_no_serious_violation(ColorScheme scheme)
    {
        await using var visit = await Visit.StartAsync(chromium, scheme);
        await visit.ShouldBeAccessibleAsync();
        await visit.ConnectAsync();
        await visit.ShowAsync("autotask", "Tickets", "1");
        await visit.SetAsync("Status", "Clsoed");
        await visit.Combobox("Add a field").ClickAsync();
        await Assertions.Expect(visit.Options.First).ToBeVisibleAsync();
        await visit.ShouldBeAccessibleAsync();
        await visit.Tab.Keyboard.PressAsync("Escape");
        await visit.Button("Update the record").ClickAsync();
        await visit.ShouldShowAsync("UpdateInvalid");
        await Assertions.Expect(visit.Tab.Locator(".offers button").First).ToBeVisibleAsync();
        await visit.ShouldBeAccessibleAsync();
        await visit.Tab.Locator(".offers button", new() { HasTextString = "Complete" }).ClickAsync();
        await visit.Button("Update the record").ClickAsync();
        await visit.ShouldShowAsync("Applied");
        await visit.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task A_wrong_key_is_refused_and_not_kept()
    {
        await using var visit = await Visit.StartAsync(chromium);
        await visit.ConnectAsync("a-key-that-is-wrong");

        await Assertions.Expect(visit.Tab.Locator("#key-problem")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Tab.GetByLabel("API key")).ToBeFocusedAsync();
        (await visit.Tab.EvaluateAsync<int>("() => sessionStorage.length")).ShouldBe(0);
    }

    [Fact]
    public async Task The_key_stays_in_the_tab_until_it_is_forgotten()
    {
        await using var visit = await Visit.StartAsync(chromium);
        await visit.ConnectAsync();
        await visit.Button("Show the record").WaitForAsync();
        await visit.Tab.ReloadAsync();
        await visit.Button("Show the record").WaitForAsync();
        (await visit.Tab.EvaluateAsync<int>("() => localStorage.length + document.cookie.length")).ShouldBe(0);
        var other = await visit.Tab.Context.NewPageAsync();
        await other.GotoAsync($"{visit.World.Url}");
        await other.GetByLabel("API key").WaitForAsync();

        await visit.Button("Forget the key").ClickAsync();

        await visit.Tab.GetByLabel("API key").WaitForAsync();
        (await visit.Tab.EvaluateAsync<int>("() => sessionStorage.length")).ShouldBe(0);
    }

    [Fact]
    public async Task Markup_in_a_record_stays_text()
    {
        const string Markup = "<img src=x onerror=alert(1)><b>bold</b>";
        await using var visit = await Visit.StartAsync(chromium);
        visit.World.Sandbox.Autotask.SetTruth("Tickets", 1, "title", Markup);
        await visit.ConnectAsync();
        await visit.ShowAsync("autotask", "Tickets", "1");

        await Assertions.Expect(visit.Tab.Locator("#record-fields")).ToContainTextAsync(Markup);
        (await visit.Tab.Locator("#record-fields img, #record-fields b").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_condition_that_does_not_hold_shows_what_the_record_has()
    {
        await using var visit = await Visit.StartAsync(chromium);
        await visit.ConnectAsync();
        await visit.ShowAsync("autotask", "Tickets", "1");
        await visit.SetAsync("Status", "Complete");
        await visit.Tab.GetByText("Only if the record has certain values").ClickAsync();
        await visit.PickAsync("Add a condition", "Title");
        await visit.Tab.Locator("#conditions").GetByLabel("Title", new() { Exact = true }).FillAsync("another title");

        await visit.Button("Update the record").ClickAsync();

        await visit.ShouldShowAsync("Conflict");
        visit.World.PatchesSent.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_copied_calls_make_the_same_update_without_the_key()
    {
        await using var visit = await Visit.StartAsync(chromium);
        await visit.ConnectAsync();
        await visit.ShowAsync("autotask", "Tickets", "1");
        await visit.SetAsync("Title", "@{it's} \"quoted\" $HOME");

        var curl = await CopyAsync(visit, "curl");
        var flow = JsonNode.Parse(await CopyAsync(visit, "HTTP action of a flow"))!["inputs"]!;
        var message = UpdateMessage.Read(await CopyAsync(visit, "Queue message")).Message;

        curl.ShouldContain("$CONNECTOR_KEY");
        await RunAsync(curl);
        visit.World.Sandbox.Autotask.Truth("Tickets", 1)["title"]!.GetValue<string>().ShouldBe("@{it's} \"quoted\" $HOME");
        flow["method"]!.GetValue<string>().ShouldBe("PATCH");
        flow["uri"]!.GetValue<string>().ShouldBe($"{visit.World.Url}api/systems/autotask/records/Tickets/1");
        flow["body"]!["fields"]!["title"]!.GetValue<string>().ShouldBe("@@{it's} \"quoted\" $HOME", "a flow takes @{ for an expression");
        message.Failure.ShouldBeNull();
    }

    private static async Task PickWithKeysAsync(Visit visit)
    {
        await Assertions.Expect(visit.Options.First).ToBeVisibleAsync();
        await visit.Tab.Keyboard.PressAsync("ArrowDown");
        await visit.Tab.Keyboard.PressAsync("Enter");
    }

    private static async Task<string> CopyAsync(Visit visit, string format)
    {
        await visit.Tab.GetByLabel(format, new() { Exact = true }).CheckAsync();
        var text = await visit.Tab.Locator("#copy-text").InnerTextAsync();
        text.ShouldNotContain(World.ApiKey);
        return text;
    }

    private static async Task RunAsync(string command)
    {
        var start = new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardOutput = true };
        start.Environment["CONNECTOR_KEY"] = World.ApiKey;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        JsonNode.Parse(output)!["outcome"]!.GetValue<string>().ShouldBe("applied", output);
    }
}
