using Microsoft.Playwright;

namespace FunctionsConnector.EndToEnd.Tests.Page;

/// <summary>The inputs of the page for several values, for dates, and for an empty value.</summary>
public sealed class PageInputTests(Chromium chromium)
{
    private const string Tickets = "tickets-42";
    private const long Ticket = 1001;

    [Fact]
    public async Task Several_choices_are_chips_that_can_be_removed()
    {
        await using var visit = await Visit.StartAsync(chromium);

        // The list of fields alone says which fields take several values.
        await visit.Tab.RouteAsync("**/update-schema", route => route.FulfillAsync(new() { ContentType = "application/json", Body = """{"schema":{"type":"object","properties":{}}}""" }));
        await visit.ConnectAsync();
        await visit.ShowAsync("teamdynamix", Tickets, $"{Ticket}");
        await visit.PickAsync("Add a field", "Equipment");
        await visit.PickAsync("Equipment", "Cable");
        await visit.PickAsync("Equipment", "Adapter, USB-C");
        await visit.PickAsync("Equipment", "Docking Station");
        var chips = visit.Tab.GetByRole(AriaRole.List, new() { Name = "Values of Equipment" }).GetByRole(AriaRole.Button);
        (await chips.AllInnerTextsAsync()).ShouldBe(["Cable ✕", "Adapter, USB-C ✕", "Docking Station ✕"]);
        await visit.ShouldBeAccessibleAsync();

        await visit.Button("Remove Cable").ClickAsync();
        await Assertions.Expect(visit.Combobox("Equipment")).ToBeFocusedAsync();
        await visit.Button("Update the record").ClickAsync();
        await visit.ShouldShowAsync("Applied");

        (await chips.CountAsync()).ShouldBe(2);
        Attribute(visit, 9010).ShouldBe("90102,90103");
    }

    [Fact]
    public async Task One_choice_has_no_chips()
    {
        await using var visit = await Visit.StartAsync(chromium);
        await visit.ConnectAsync();
        await visit.ShowAsync("teamdynamix", Tickets, $"{Ticket}");
        await visit.PickAsync("Add a field", "Building");
        await visit.PickAsync("Building", "South Hall");

        (await visit.Tab.Locator(".chips").CountAsync()).ShouldBe(0);
        await Assertions.Expect(visit.Combobox("Building")).ToHaveValueAsync("South Hall");
    }

    [Fact]
    public async Task A_typed_value_that_is_refused_is_replaced_among_the_chips()
    {
        await using var visit = await Visit.StartAsync(chromium);
        await visit.ConnectAsync();
        await visit.ShowAsync("teamdynamix", Tickets, $"{Ticket}");
        await visit.PickAsync("Add a field", "Affected Services");
        await visit.PickAsync("Affected Services", "Email");
        await visit.Combobox("Affected Services").FillAsync("Wifi");
        await visit.Button("Update the record").ClickAsync();
        await visit.ShouldShowAsync("UpdateInvalid");

        await visit.Tab.Locator(".offers").GetByRole(AriaRole.Button, new() { Name = "Wi-Fi", Exact = true }).ClickAsync();
        await visit.Button("Update the record").ClickAsync();

        await visit.ShouldShowAsync("Applied");
        Attribute(visit, 9002).ShouldBe("90021,90022");
    }

    [Fact]
    public async Task A_day_has_a_calendar_and_no_time()
    {
        await using var visit = await Visit.StartAsync(chromium);
        await visit.ConnectAsync();
        await visit.ShowAsync("teamdynamix", Tickets, $"{Ticket}");
        await visit.PickAsync("Add a field", "Needed By");
        await visit.Tab.Locator("#changes input[type=date]").FillAsync("2027-03-21");
        await Assertions.Expect(visit.Tab.Locator("#changes .hint")).ToContainTextAsync("in no time zone");

        await visit.Button("Update the record").ClickAsync();
        await visit.ShouldShowAsync("Applied");

        (await visit.ComparedAsync("Needed By"))[1].ShouldBe("2027-03-21");
        Attribute(visit, 9005).ShouldStartWith("2027-03-21");
    }

    [Fact]
    public async Task A_date_time_has_a_calendar_and_says_its_zone()
    {
        await using var visit = await Visit.StartAsync(chromium);
        await visit.ConnectAsync();
        await visit.ShowAsync("autotask", "Tickets", "1");
        await visit.PickAsync("Add a field", "dueDateTime");
        await visit.Tab.Locator("#changes input[type=datetime-local]").FillAsync("2027-03-21T14:30");
        await Assertions.Expect(visit.Tab.Locator("#changes .hint")).ToContainTextAsync("in the time zone UTC");

        await visit.Button("Update the record").ClickAsync();
        await visit.ShouldShowAsync("Applied");

        visit.World.Sandbox.Autotask.Truth("Tickets", 1)["dueDateTime"]!.GetValue<string>().ShouldStartWith("2027-03-21T14:30:00");
    }

    [Theory]
    [InlineData("autotask", "Tickets", "1", "description")]
    [InlineData("teamdynamix", Tickets, "1001", "Purchase Order")]
    public async Task Clear_empties_the_field_and_turns_its_input_off(string system, string recordType, string recordId, string field)
    {
        await using var visit = await Visit.StartAsync(chromium);
        visit.World.Sandbox.Autotask.SetTruth("Tickets", 1, "description", "to be cleared");
        visit.World.Sandbox.TeamDynamix.SetTruth(Tickets, Ticket, "attributes/9003", "to be cleared");
        await visit.ConnectAsync();
        await visit.ShowAsync(system, recordType, recordId);
        await visit.PickAsync("Add a field", field);
        var row = visit.Tab.Locator("#changes li.row");
        var input = row.Locator("input[type=text], textarea");
        await input.FillAsync("typed before");

        await row.GetByRole(AriaRole.Checkbox).CheckAsync();
        await Assertions.Expect(input).ToBeDisabledAsync();
        await Assertions.Expect(visit.Tab.Locator("#copy-text")).ToContainTextAsync("fieldsToClear");
        await Assertions.Expect(visit.Tab.Locator("#copy-text")).Not.ToContainTextAsync("typed before");
        await visit.Button("Update the record").ClickAsync();
        await visit.ShouldShowAsync("Applied");

        var label = await row.Locator("label").First.InnerTextAsync();
        (await visit.ComparedAsync(label)).ShouldBe(["to be cleared", "(empty or not shown)"]);
        (system == "autotask" ? visit.World.Sandbox.Autotask.Truth("Tickets", 1)["description"]?.GetValue<string>() : Attribute(visit, 9003)).ShouldBeNullOrEmpty();
    }

    [Fact]
    public async Task A_required_field_cannot_be_cleared()
    {
        await using var visit = await Visit.StartAsync(chromium);
        await visit.ConnectAsync();
        await visit.ShowAsync("autotask", "Tickets", "1");
        await visit.PickAsync("Add a field", "Title");
        await Assertions.Expect(visit.Tab.Locator("#changes li.row")).ToHaveCountAsync(1);

        (await visit.Tab.Locator("#changes").GetByRole(AriaRole.Checkbox).CountAsync()).ShouldBe(0);
    }

    private static string Attribute(Visit visit, int id) => visit.World.Sandbox.TeamDynamix.TrueAttribute(Tickets, Ticket, id);
}
