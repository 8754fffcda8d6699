using FunctionsConnector.EndToEnd.Tests.Autotask;
using FunctionsConnector.EndToEnd.Tests.TeamDynamix;

namespace FunctionsConnector.EndToEnd.Tests.Values;

/// <summary>A day stays the same day on the whole way, in every zone of the system and of the vendor's server.</summary>
public class DayTests
{
    private static readonly string[] Zones = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Sydney", "Pacific/Apia"];

    /// <summary>Days around the changes of the clocks, and the one that stands for "no end".</summary>
    private static readonly string[] Days = ["2027-03-14", "2027-03-28", "2027-04-04", "2027-10-31", "2027-11-07", "2028-02-29", "9999-12-31"];

    private static readonly (string RecordType, string Field, bool IsCustom)[] AutotaskFields =
    [
        ("Contracts", "endDate", false), ("Projects", "endDateTime", false), ("TimeEntries", "dateWorked", false), ("ConfigurationItems", "warrantyExpirationDate", false),
        ("Contracts", "Notice until", true), ("Companies", "Contract review", true),
    ];

    private static readonly (string RecordType, string Id, string Field, string Truth)[] TeamDynamixFields =
    [
        ("tickets-42", "1001", "Needed By", "attributes/9005"), ("assets-43", "2001", "Warranty Ends", "attributes/27002"), ("assets-43", "2001", "AcquisitionDate", "AcquisitionDate"),
        ("projects", "4001", "EndDate", "EndDate"), ("articles-44", "5001", "ReviewDateUtc", "ReviewDateUtc"), ("tickets-42", "1002", "StartDate", "StartDate"),
    ];

    public static TheoryData<string> AllZones => [.. Zones];

    public static MatrixTheoryData<string, string> ZonesOfServers => new(Zones, Zones);

    [Theory]
    [MemberData(nameof(AllZones))]
    public async Task A_day_of_Autotask_is_stored_and_shown_as_it_is_given(string zone)
    {
        await using var world = await World.StartAsync(settings: settings => settings["Systems:autotask:TimeZone"] = zone);
        foreach (var (recordType, field, isCustom) in AutotaskFields)
        {
            foreach (var day in Days)
            {
                var call = JsonSerializer.Serialize(new { fields = new Dictionary<string, string> { [field] = day } });
                var made = await world.UpdateFieldsAsync(recordType, 1, call);

                made.ShouldSay("applied");
                made.Field(field).GetProperty("value").GetString().ShouldBe(day);
                made.Body.TryGetProperty("warnings", out _).ShouldBeFalse(made.Body.ToString());
                Truths.Value(world.Sandbox.Autotask.Truth(recordType, 1), field).ShouldBe(isCustom ? $"{day}T00:00:00.0000000" : $"{day}T00:00:00Z", $"{recordType} {field}");
                world.PatchesSent.Last().ShouldContain($"{day}T00:00:00Z");
                await ShouldHoldAsync(world, $"autotask/records/{recordType}/1", field, day);
            }
        }
    }

    [Theory]
    [MemberData(nameof(ZonesOfServers))]
    public async Task A_day_of_TeamDynamix_is_stored_and_shown_as_it_is_given(string zone, string zoneOfServer)
    {
        await using var world = await World.StartAsync(settings: settings => Set(settings, zone, zoneOfServer));
        foreach (var hidesOffsets in new[] { false, true })
        {
            world.Sandbox.TeamDynamix.Behavior = world.Sandbox.TeamDynamix.Behavior with { ServerTimeZone = zoneOfServer, HidesOffsets = hidesOffsets, CallLimit = 10_000 };
            foreach (var (recordType, id, field, truth) in TeamDynamixFields)
            {
                foreach (var day in hidesOffsets ? Days[1..3] : Days)
                {
                    var made = await world.UpdateFieldsAsync("teamdynamix", recordType, id, JsonSerializer.Serialize(new { fields = new Dictionary<string, string> { [field] = day } }));

                    made.ShouldSay("applied");
                    made.Field(field).GetProperty("value").GetString().ShouldBe(day);
                    DayAt(zoneOfServer, ItemTruths.Value(world.Sandbox.TeamDynamix.Truth(recordType, id), truth)).ShouldBe(day, $"{recordType} {field}");
                    if (field != "StartDate")
                    {
                        await ShouldHoldAsync(world, $"teamdynamix/records/{recordType}/{id}", field, day);
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData("UTC", "2026-12-31")]
    [InlineData("Europe/Berlin", "2027-01-01")]
    [InlineData("America/New_York", "2026-12-31")]
    [InlineData("Australia/Sydney", "2027-01-01")]
    [InlineData("Pacific/Apia", "2027-01-01")]
    public async Task Of_an_instant_for_a_day_its_day_in_the_zone_of_the_system_is_taken_with_a_warning(string zone, string day)
    {
        await using var world = await World.StartAsync(settings: settings =>
        {
            settings["Systems:autotask:TimeZone"] = zone;
            Set(settings, zone, "America/New_York");
        });
        world.Sandbox.TeamDynamix.Behavior = world.Sandbox.TeamDynamix.Behavior with { ServerTimeZone = "America/New_York" };
        const string Instant = "2026-12-31T23:30:00.1234567Z";

        foreach (var (path, field) in new[]
        {
            ("autotask/records/Contracts/2", "endDate"), ("autotask/records/Contracts/2", "Notice until"), ("teamdynamix/records/assets-43/2002", "Warranty Ends"),
            ("teamdynamix/records/assets-43/2002", "AcquisitionDate"),
        })
        {
            var preview = await world.PostAsync($"/api/systems/{path}/preview", Fields(field, Instant));
            var made = await world.PatchAsync($"/api/systems/{path}", Fields(field, Instant));

            made.ShouldSay("applied");
            made.Field(field).GetProperty("value").GetString().ShouldBe(day);
            Warning(made).ShouldContain(day);
            Warning(made).ShouldContain(zone);
            Warning(preview).ShouldBe(Warning(made));
            await ShouldHoldAsync(world, path, field, day);
        }
    }

    [Theory]
    [InlineData("2027-01-31T00:00:00.0000000", "2027-01-31", false)]
    [InlineData("2027-01-31T18:00:00", "2027-01-31", true)]
    [InlineData("9999-12-31T00:00:00Z", "9999-12-31", true)]
    [InlineData("9999-12-31T23:59:59Z", "9999-12-31", true)]
    public async Task The_date_of_a_time_without_an_offset_and_of_no_end_is_taken_in_every_zone(string given, string day, bool isWarned)
    {
        foreach (var zone in Zones)
        {
            await using var world = await World.StartAsync(settings: settings => settings["Systems:autotask:TimeZone"] = zone);

            var made = await world.UpdateFieldsAsync("Contracts", 3, Fields("endDate", given));

            made.ShouldSay("applied");
            made.Field("endDate").GetProperty("value").GetString().ShouldBe(day, zone);
            made.Body.TryGetProperty("warnings", out _).ShouldBe(isWarned);
        }
    }

    [Theory]
    [InlineData("2026-03-21T04:00:00Z")]
    [InlineData("2026-03-21T06:00:00Z")]
    public async Task An_old_row_with_a_time_in_a_field_of_days_holds_its_date(string stored)
    {
        await using var world = await World.StartAsync(settings: settings => settings["Systems:autotask:TimeZone"] = "America/New_York");
        world.Sandbox.Autotask.SetTruth("Contracts", 1, "endDate", stored);

        await ShouldHoldAsync(world, "autotask/records/Contracts/1", "endDate", "2026-03-21");
    }

    [Fact]
    public async Task A_day_that_the_record_does_not_show_is_reported_as_days()
    {
        await using var world = await World.StartAsync(settings: settings => Set(settings, "Europe/Berlin", "Europe/Berlin"));
        world.Sandbox.TeamDynamix.Behavior = world.Sandbox.TeamDynamix.Behavior with { ServerTimeZone = "America/New_York" };
        world.Sandbox.Autotask.IgnoreSilently("Contracts", "endDate");

        var misled = await world.UpdateFieldsAsync("teamdynamix", "assets-43", "2003", Fields("Warranty Ends", "2027-03-21"));
        misled.ShouldFail(422, "UpdateNotApplied");
        misled.Message.ShouldContain("was to be '2027-03-21' and is '2027-03-20'");

        var ignored = await world.UpdateFieldsAsync("Contracts", 1, Fields("endDate", "2027-03-21"));
        ignored.ShouldFail(422, "UpdateNotApplied");
        ignored.Message.ShouldContain("was to be '2027-03-21' and is '2027-01-05'");
    }

    [Theory]
    [MemberData(nameof(AllZones))]
    public async Task An_instant_that_TeamDynamix_shows_without_an_offset_is_read_in_the_zone_of_its_server(string zoneOfServer)
    {
        await using var world = await World.StartAsync(settings: settings => Set(settings, "Asia/Tokyo", zoneOfServer));
        world.Sandbox.TeamDynamix.Behavior = world.Sandbox.TeamDynamix.Behavior with { ServerTimeZone = zoneOfServer, HidesOffsets = true };

        var made = await world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1003", Fields("GoesOffHoldDate", "2027-03-21T14:30:00Z"));
        made.ShouldSay("applied");
        var again = await world.UpdateFieldsAsync(
            "teamdynamix", "tickets-42", "1003", """{"fields":{"GoesOffHoldDate":"2027-03-21T23:30"},"onlyIf":{"GoesOffHoldDate":"2027-03-21T14:30:00Z"}}""");
        again.ShouldSay("unchanged");
    }

    [Fact]
    public async Task A_time_that_the_server_has_twice_is_not_guessed()
    {
        await using var world = await World.StartAsync(settings: settings => Set(settings, "UTC", "Europe/Berlin"));
        world.Sandbox.TeamDynamix.Behavior = world.Sandbox.TeamDynamix.Behavior with { ServerTimeZone = "Europe/Berlin", HidesOffsets = true };

        // 02:30 local time, before and after the clocks go back.
        var made = await world.UpdateFieldsAsync("teamdynamix", "tickets-42", "1003", Fields("GoesOffHoldDate", "2027-10-31T00:30:00Z"));

        made.ShouldFail(504, "OutcomeUnknown");
    }

    [Fact]
    public async Task A_task_takes_a_day_or_an_instant()
    {
        await using var world = await World.StartAsync(settings: settings => settings["Systems:autotask:TimeZone"] = "Europe/Berlin");

        (await world.UpdateFieldsAsync("Tasks", 1, Fields("endDateTime", "2027-03-21"))).ShouldSay("applied");
        Truths.Value(world.Sandbox.Autotask.Truth("Tasks", 1), "endDateTime").ShouldBe("2027-03-21T00:00:00Z");

        (await world.UpdateFieldsAsync("Tasks", 1, Fields("endDateTime", "2027-03-21T00:00"))).ShouldSay("applied");
        Truths.Value(world.Sandbox.Autotask.Truth("Tasks", 1), "endDateTime").ShouldBe("2027-03-20T23:00:00Z");
    }

    [Fact]
    public async Task Fields_of_days_say_so_in_lists_and_schemas()
    {
        await using var world = await World.StartAsync();

        foreach (var (recordType, field) in new[] { ("autotask/record-types/Contracts", "endDate"), ("autotask/record-types/Contracts", "Notice until"), ("teamdynamix/record-types/assets-43", "Warranty Ends") })
        {
            var fields = await world.GetAsync($"/api/systems/{recordType}/fields?search={Uri.EscapeDataString(field)}");
            fields.Body.GetProperty("value")[0].GetProperty("type").GetString().ShouldBe("date");
            var schema = (await world.GetAsync($"/api/systems/{recordType}/update-schema")).Body.GetProperty("schema");
            FormatOf(schema, field).ShouldBe("date");
        }
    }

    private static string? FormatOf(JsonElement schema, string field)
    {
        foreach (var property in schema.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.Object))
        {
            var found = property.Name == field ? property.Value.GetProperty("format").GetString() : FormatOf(property.Value, field);
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    private static void Set(Dictionary<string, string?> settings, string zone, string zoneOfServer)
    {
        settings["Systems:teamdynamix:TimeZone"] = zone;
        settings["Systems:teamdynamix:ServerTimeZone"] = zoneOfServer;
    }

    private static string Fields(string field, string value) => JsonSerializer.Serialize(new { fields = new Dictionary<string, string> { [field] = value } });

    private static string Warning(Reply reply) => reply.Body.GetProperty("warnings").EnumerateArray().Single().GetString()!;

    private static string DayAt(string zone, string stored)
    {
        var server = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var local = stored.EndsWith('Z') ? TimeZoneInfo.ConvertTime(DateTimeOffset.Parse(stored, null), server).DateTime : DateTime.Parse(stored, null);
        return local.ToString("yyyy-MM-dd", null);
    }

    /// <summary>The record has this day: as a condition, when it is read, and when the same day is set.</summary>
    private static async Task ShouldHoldAsync(World world, string record, string field, string day)
    {
        var values = new Dictionary<string, string> { [field] = day };
        var same = await world.PatchAsync($"/api/systems/{record}", JsonSerializer.Serialize(new { fields = values, onlyIf = values }));
        same.ShouldSay("unchanged");
        var read = await world.GetAsync($"/api/systems/{record}");
        read.Field(field).GetProperty("value").GetString().ShouldBe(day);
    }
}
