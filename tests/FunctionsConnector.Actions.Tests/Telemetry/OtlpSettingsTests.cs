using FunctionsConnector.Actions.Settings;
using FunctionsConnector.Actions.Telemetry;
using Microsoft.Extensions.Configuration;

namespace FunctionsConnector.Actions.Tests.Telemetry;

/// <summary>The telemetry endpoint is validated like other settings. For an invalid one the SDK would export to a local port.</summary>
public class OtlpSettingsTests
{
    [Fact]
    public void Without_an_endpoint_there_is_no_export_and_no_problem() => IsConfigured([]).ShouldBeFalse();

    [Theory]
    [InlineData("http://collector.telemetry:4317")]
    [InlineData("https://otlp.example/v1")]
    public void An_endpoint_alone_is_enough(string endpoint) => IsConfigured(new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint }).ShouldBeTrue();

    [Theory]
    [InlineData("true")]
    [InlineData("TRUE")]
    public void The_export_can_be_switched_off(string off) =>
        IsConfigured(new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://collector:4317", ["OTEL_SDK_DISABLED"] = off }).ShouldBeFalse();

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "http://user:word@collector:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://collector:4318/v1/traces")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json")]
    [InlineData("OTEL_EXPORTER_OTLP_LOGS_PROTOCOL", "GRPC")]
    public void An_invalid_setting_stops_the_start_and_is_reported(string setting, string value)
    {
        var problem = Should.Throw<BadSettingsException>(() => IsConfigured(new() { [setting] = value })).Problems.ShouldHaveSingleItem();

        problem.Setting.ShouldBe(setting);
        problem.Text.ShouldNotContain("user:word");
    }

    private static bool IsConfigured(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        OtlpSettings.Check(configuration);
        return OtlpExport.IsConfigured(configuration);
    }
}
