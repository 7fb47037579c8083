using System.Collections.Concurrent;
using Bot.Host.Observability;
using Bot.Host.Settings;
using Bot.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

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
    public void An_empty_name_of_the_environment_hides_none_of_a_file()
    {
        var telemetry = _bench.With("OTEL_BSP_SCHEDULE_DELAY", "").With("OTEL_SERVICE_NAME", "").WithEnvFile("OTEL_BSP_SCHEDULE_DELAY=1000\nOTEL_SERVICE_NAME=mine").Read().Telemetry;

        telemetry.Values.Should().Contain("OTEL_BSP_SCHEDULE_DELAY", "1000").And.Contain("OTEL_SERVICE_NAME", "mine");
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317", "http://collector:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "collector", "http://collector:4318/v1/traces")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json", "http/protobuf")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "hunter2", "api-key=value")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_HEADERS", "hunter2", "api-key=value")]
    [InlineData("OTEL_RESOURCE_ATTRIBUTES", "production", "deployment.environment.name=production")]
    [InlineData("OTEL_TRACES_EXPORTER", "jaeger", "none")]
    [InlineData("OTEL_TRACES_SAMPLER", "one_percent", "parentbased_traceidratio")]
    [InlineData("OTEL_TRACES_SAMPLER_ARG", "1%", "0.01")]
    [InlineData("OTEL_TRACES_SAMPLER_ARG", "7", "0.01")]
    [InlineData("OTEL_METRICS_EXPORTER", "console", "none")]
    [InlineData("OTEL_SDK_DISABLED", "perhaps", "true")]
    public void What_the_SDK_would_pass_over_in_silence_is_told(string name, string value, string example)
    {
        var fault = _bench.With(name, value).Refused().Faults.Should().ContainSingle().Subject;

        fault.Should().StartWith(name + ": ").And.EndWith($"write e.g. {name}={example}").And.NotContain("hunter2");
    }

    [Theory]
    [InlineData("OTEL_TRACES_SAMPLER", "always_off")]
    [InlineData("OTEL_TRACES_EXPORTER", "otlp")]
    [InlineData("OTEL_METRICS_EXPORTER", "otlp,prometheus")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "api-key=a%20b==,x=y")]
    [InlineData("OTEL_SDK_DISABLED", "TRUE")]
    public void What_the_SDK_takes_is_taken(string name, string value) => _bench.With(name, value).Read().Telemetry.Values.Should().Contain(name, value);

    [Fact]
    public async Task What_is_named_for_one_signal_counts_for_it()
    {
        var calls = new ConcurrentQueue<(string Path, string Key)>();
        await using var collector = await LoopbackServer.StartAsync(app =>
            app.Map("/{**path}", (HttpRequest request) => calls.Enqueue((request.Path, request.Headers["api-key"].ToString()))));
        _bench.With("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", collector.Address + "/own").With("OTEL_EXPORTER_OTLP_METRICS_PROTOCOL", "http/protobuf")
            .With("OTEL_EXPORTER_OTLP_METRICS_HEADERS", "api-key=of-metrics").With("OTEL_EXPORTER_OTLP_HEADERS", "api-key=of-all");
        await using var services = new ServiceCollection().AddSingleton(_bench.Configuration).AddLogging().AddObservability(_bench.Configuration)
            .BuildServiceProvider();

        services.GetRequiredService<MeterProvider>().ForceFlush();

        calls.Should().NotBeEmpty().And.OnlyContain(call => call.Path == "/own" && call.Key == "of-metrics");
    }

    [Fact]
    public void The_collectors_key_is_a_secret() =>
        _bench.With("OTEL_EXPORTER_OTLP_HEADERS", "api-key=hunter2hunter").With("OTEL_EXPORTER_OTLP_TRACES_HEADERS", "api-key=hunter3hunter")
            .Read().Secrets.Should().Contain(["api-key=hunter2hunter", "api-key=hunter3hunter"]);

    [Theory]
    [InlineData("json", "Json")]
    [InlineData("text", "Text")]
    [InlineData("", "Text")]
    public void Log_lines_are_text_unless_a_machine_reads_them(string given, string format) => $"{_bench.With("LOG_FORMAT", given).Read().Logs.Format}".Should().Be(format);
}
