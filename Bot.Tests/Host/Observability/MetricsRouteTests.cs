using System.Net;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Host.Access;
using Bot.Host.Api;
using Bot.Host.Api.Metrics;
using Bot.Host.Observability;
using Bot.Storage.Abstractions;
using Bot.Storage.Postgres;
using Bot.Tests.Host.Api;
using Bot.Tests.Host.Settings;
using Bot.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Observability;

public sealed class MetricsRouteTests
{
    private const string Key = "one-long-enough-key";

    [Fact]
    public async Task Prometheus_on_this_machine_reads_the_figures_without_a_key()
    {
        await using var host = await StartAsync();
        HostTelemetry.Refused("metrics-route", "broken");

        var figures = await host.Client.GetStringAsync("/metrics");

        figures.Should().Contain("bot_webhook_refusals_total{").And.Contain("bot_channel=\"metrics-route\"").And.Contain("dotnet_process_memory_working_set_bytes");
    }

    [Fact]
    public async Task Figures_have_the_names_that_the_dashboard_asks_for()
    {
        var clock = new ManualClock();
        await using var host = await StartAsync(more: services => services.AddSingleton<TimeProvider>(new ServerClock(clock)).AddSingleton(MeterBench.Budgets));
        LabelRecorder.Record();

        // What the database holds is looked up when the clock says so.
        var figures = await Eventually.Holds(
            () =>
            {
                clock.Advance(TimeSpan.FromSeconds(15));
                return host.Client.GetStringAsync("/metrics");
            },
            text => text.Contains("bot_sessions{", StringComparison.Ordinal));

        MetricNamesTests.Ours.SelectMany(figure => MetricNamesTests.PrometheusNames(figure.Name, figure.Unit, figure.Kind))
            .Where(name => !figures.Contains($"\n{name}{{", StringComparison.Ordinal) && !figures.Contains($"\n{name} ", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("", HttpStatusCode.Unauthorized)]
    [InlineData("another-key", HttpStatusCode.Unauthorized)]
    [InlineData(Key, HttpStatusCode.OK)]
    public async Task From_elsewhere_it_needs_a_key(string key, HttpStatusCode expected)
    {
        await using var host = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        request.Headers.Add("X-API-Key", key);

        using var response = await host.Client.SendAsync(request);

        response.StatusCode.Should().Be(expected);
    }

    [Theory]
    [InlineData("OTEL_METRICS_EXPORTER", "none")]
    [InlineData("OTEL_SDK_DISABLED", "true")]
    public async Task It_is_not_there_when_no_figures_are_wanted(string name, string value)
    {
        await using var host = await StartAsync((name, value));

        using var response = await host.Client.GetAsync("/metrics");

        response.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    private static async Task<HostOnPort> StartAsync((string Name, string Value)? set = null, Action<IServiceCollection>? more = null)
    {
        using var bench = new SettingsBench().With("API_KEYS", "prometheus:" + Key);
        if (set is { } given) bench.With(given.Name, given.Value);
        var settings = bench.Read();
        return await HostOnPort.StartAsync(
            services =>
            {
                services.AddSingleton(all => ApiKeys.Of(settings.Access, settings.Deployment, all.GetRequiredService<WrongKeys>()))
                    .AddApiPipeline()
                    .AddSingleton(new Alarms(new Observers([]), TimeProvider.System))
                    .AddSingleton<IConversationStore>(new FakeStore(_ => new(true, 0, null, 0)))
                    .AddSingleton<IConversationInspector>(new CountedStates(new StateCount("menu", "menu", 1)))
                    .AddObservability(settings.Configuration());
                more?.Invoke(services);
            },
            app =>
            {
                app.UseApiPipeline();
                app.MapMetrics();
            });
    }
}
