namespace FunctionsConnector.EndToEnd.Tests.Telemetry;

/// <summary>No exported byte contains a secret, a field's value or a query, for any outcome.</summary>
public sealed class ConfidentialTests
{
    [Fact]
    public async Task No_confidential_data_is_exported_for_any_outcome()
    {
        // The API user's name is a secret. Zone discovery has it in its query, also if HttpClient's redaction is off.
        await using var world = await TelemetryWorld.StartAsync(settings: (settings, _) => settings["DOTNET_SYSTEM_NET_HTTP_DISABLEURIREDACTION"] = "true");
        world.Confidential.AddRange(["Walrus-7f3e", "Narwhal-51c0", "976431852", "Ocelot-88d1", "Marmot & Co. \"22\"", "wrong-key-4411"]);
        var ticket = world.Sandbox.TeamDynamix.AddTickets(1);

        await world.UpdateAsync("/api/systems/autotask/records/Tickets/1", """{"fields":{"title":"Walrus-7f3e"},"onlyIf":{"description":"Narwhal-51c0"}}""");
        await world.UpdateAsync("/api/systems/autotask/records/Tickets/1", """{"fields":{"title":"Marmot & Co. \"22\"","contactID":976431852}}""");
        await world.UpdateAsync("/api/systems/autotask/records/Tickets/1/field", """{"field":"status","value":"Ocelot-88d1"}""");
        await world.UpdateAsync("/api/systems/autotask/records/Tickets/1/field", """{"field":"Ocelot-88d1","value":"Walrus-7f3e"}""");
        await world.UpdateAsync($"/api/systems/teamdynamix/records/tickets-42/{ticket}", """{"fields":{"Title":"Walrus-7f3e","9007":"Narwhal-51c0"}}""");
        await world.GetAsync("/api/systems/autotask/records/Tickets/1?fields=Ocelot-88d1");
        await world.GetAsync("/api/systems/autotask/record-types/Tickets/choices?field=status&search=Ocelot-88d1");
        await world.GetAsync("/api/systems/teamdynamix/record-types/tickets-42/choices?field=ResponsibleUid&search=Ocelot-88d1");
        await world.UpdateAsync($"/api/systems/teamdynamix/records/tickets-42/{ticket}", """{"fields":{"ResponsibleUid":"Walrus-7f3e","ResponsibleGroupID":"Narwhal-51c0"}}""");
        await world.UpdateAsync("/api/systems/autotask/records/Tickets/1", """{"fields":{"contactID":"Walrus-7f3e","projectID":"Narwhal-51c0"}}""");
        world.Sandbox.Autotask.Faults.Add(Fault.StatusAfterWrite(500, """{"errors":["Walrus-7f3e is not allowed"]}""").For("PATCH"));
        await world.UpdateAsync("/api/systems/autotask/records/Tickets/1", """{"fields":{"title":"Walrus-7f3e"}}""");
        world.Sandbox.Autotask.Faults.Add(Fault.Status(401, "api-user: wrong-key-4411").Repeated(Fault.Always));
        await world.UpdateAsync("/api/systems/autotask/records/Tickets/1", """{"fields":{"title":"Walrus-7f3e"}}""");
        await world.GetAsync("/api/connection?x=Ocelot-88d1");
        await world.EndAsync();

        var spans = world.Collector.Spans;
        spans.Where(span => span["url.full"] is { } url && url.Contains('?', StringComparison.Ordinal)).Select(span => span["url.full"]!)
            .ShouldAllBe(url => url.EndsWith("?*", StringComparison.Ordinal));
        spans.ShouldContain(span => span["url.full"] != null && span["url.full"]!.Contains("zoneInformation?*", StringComparison.Ordinal));
        spans.Count(span => span.Name.StartsWith("update", StringComparison.Ordinal)).ShouldBe(9);
        Confidentiality.Check(world.Collector.Raw, [.. World.SecretsOf(world.Sandbox), .. world.Confidential]);
    }

    [Fact]
    public async Task A_callers_key_in_a_wrong_place_is_not_exported()
    {
        await using var world = await TelemetryWorld.StartAsync();

        await world.GetAsync($"/api/systems/{World.ApiKey}/record-types");
        await world.UpdateAsync(
            $"/api/systems/autotask/records/{World.ApiKey}/1/field",
            """{"field":"title","value":"x"}""",
            ("x-ms-client-request-id", World.ApiKey),
            ("x-ms-workflow-run-id", $"run {World.ApiKey}"));
        await world.EndAsync();

        var spans = world.Collector.Spans;
        spans.ShouldContain(span => span["url.path"] == "/api/systems/***/record-types");
        spans.ShouldContain(span => span["connector.record_type"] == "***" && span["connector.workflow_run_id"] == "run ***");
        Confidentiality.Check(world.Collector.Raw, [World.ApiKey]);
    }
}
