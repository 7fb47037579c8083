using Bot.Host.Settings;

namespace Bot.Tests.Host.Settings;

public sealed class TelemetrySettingsTests : IDisposable
{
    private readonly SettingsBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Nothing_leaves_unless_an_endpoint_is_named()
    {
        var telemetry = _bench.Read().Telemetry;

        (telemetry.Metrics, telemetry.MetricsByOtlp, telemetry.Traces).Should().Be((true, false, false));
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", true, true)]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", false, true)]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", true, false)]
    public void An_endpoint_switches_on_what_it_is_for(string name, bool metrics, bool traces)
    {
        var telemetry = _bench.With(name, "http://collector:4317").Read().Telemetry;

        (telemetry.MetricsByOtlp, telemetry.Traces).Should().Be((metrics, traces));
    }

    [Theory]
    [InlineData("OTEL_SDK_DISABLED", "true", false, false)]
    [InlineData("OTEL_TRACES_EXPORTER", "none", true, false)]
    [InlineData("OTEL_METRICS_EXPORTER", "none", false, true)]
    public void The_standard_names_switch_off(string name, string value, bool metrics, bool traces)
    {
        var telemetry = _bench.With("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317").With(name, value).Read().Telemetry;

        (telemetry.Metrics, telemetry.Traces).Should().Be((metrics, traces));
    }

    [Fact]
    public void Every_standard_name_of_a_file_of_ours_is_known_and_handed_on()
    {
        var settings = _bench.WithEnvFile("OTEL_BSP_SCHEDULE_DELAY=1000\n").Read();

        settings.Telemetry.Values.Should().Contain("OTEL_BSP_SCHEDULE_DELAY", "1000");
        settings.Notes.Should().NotContain(note => note.Contains("OTEL_"));
    }

    [Fact]
    public void The_collectors_key_is_a_secret() =>
        _bench.With("OTEL_EXPORTER_OTLP_HEADERS", "api-key=hunter2hunter").Read().Secrets.Should().Contain("api-key=hunter2hunter");

    [Theory]
    [InlineData("json", "Json")]
    [InlineData("text", "Text")]
    [InlineData("", "Text")]
    public void Log_lines_are_text_unless_a_machine_reads_them(string given, string format) => $"{_bench.With("LOG_FORMAT", given).Read().Logs.Format}".Should().Be(format);
}
