using System.Diagnostics;
using FunctionsConnector.EndToEnd.Tests.Telemetry.Receiver;

namespace FunctionsConnector.EndToEnd.Tests.Telemetry;

/// <summary>The conditions for sending telemetry.</summary>
public sealed class ExportTests
{
    private const string Ticket = "/api/systems/autotask/records/Tickets/1";
    private const string Rename = """{"fields":{"title":"renamed"}}""";

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "")]
    [InlineData("OTEL_SDK_DISABLED", "true")]
    public async Task Without_an_endpoint_nothing_is_sent_and_the_sdk_is_not_loaded(string setting, string value)
    {
        await using var world = await TelemetryWorld.StartAsync(settings: (settings, _) => settings[setting] = value);
        await world.UpdateAsync(Ticket, Rename);

        (await LoadedAsync(world)).ShouldNotContain("OpenTelemetry");
        await world.EndAsync();
        world.Collector.Raw.ShouldBeEmpty();
    }

    [Fact]
    public async Task With_an_endpoint_the_sdk_is_loaded_and_sends_the_collectors_own_headers()
    {
        await using var world = await TelemetryWorld.StartAsync();
        await world.UpdateAsync(Ticket, Rename);

        (await LoadedAsync(world)).ShouldContain("OpenTelemetry");
        await world.EndAsync();
        world.Collector.Raw.Any(bytes => bytes.AsSpan().IndexOf("x-collector-key: for-the-collector"u8) >= 0).ShouldBeTrue();
    }

    [Fact]
    public async Task Exports_and_probes_create_no_spans()
    {
        await using var world = await TelemetryWorld.StartAsync(settings: (settings, _) => settings["OTEL_BSP_SCHEDULE_DELAY"] = settings["OTEL_METRIC_EXPORT_INTERVAL"] = "100");
        await world.GetAsync("/health/ready");
        await world.GetAsync("/");
        var reply = await world.UpdateAsync(Ticket, Rename);
        var exports = world.Collector.Raw.Count;
        await Queues.QueueWorld.UntilAsync(() => Task.FromResult(world.Collector.Raw.Count > exports + 10), TimeSpan.FromSeconds(30), "telemetry is sent several times");
        await world.EndAsync();

        var trace = world.TraceOf(TelemetryWorld.RequestIdOf(reply));
        world.Collector.Spans.Select(span => span.Id).ShouldBe(trace.Select(span => span.Id), ignoreOrder: true, "all spans belong to the one request");
        world.Collector.Spans.ShouldNotContain(span => span["server.port"] == $"{world.Collector.Http.Port}");
        world.Sandbox.Autotask.Calls.All.ShouldAllBe(call => !call.Headers.Keys.Any(name => name.Equals("traceparent", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task A_collector_without_a_response_delays_neither_the_update_nor_the_stop()
    {
        await using var world = await TelemetryWorld.StartAsync(await OtlpReceiver.StartAsync(hangs: true));
        var reply = await world.UpdateAsync(Ticket, Rename);
        var watch = Stopwatch.StartNew();
        await world.EndAsync();

        reply["outcome"]!.GetValue<string>().ShouldBe("applied");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
        world.Collector.Raw.ShouldNotBeEmpty("it attempted an export");
    }

    [Fact]
    public async Task An_unreachable_collector_delays_neither_the_update_nor_the_stop()
    {
        await using var world = await TelemetryWorld.StartAsync(settings: (settings, _) => settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:9");
        var reply = await world.UpdateAsync(Ticket, Rename);
        await world.EndAsync();

        reply["outcome"]!.GetValue<string>().ShouldBe("applied");
    }

    /// <summary>The files in the process's memory, including its assemblies.</summary>
    private static async Task<string> LoadedAsync(TelemetryWorld world)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux lists the files that a process has loaded.");
        return await File.ReadAllTextAsync($"/proc/{world.Connector.Id}/maps", TestContext.Current.CancellationToken);
    }
}
