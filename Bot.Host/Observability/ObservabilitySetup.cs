using System.Globalization;
using System.Reflection;
using Bot.Engine.Conversations;
using Bot.Engine.Diagnostics;
using Bot.Host.Settings;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Bot.Host.Observability;

/// <summary>
/// OpenTelemetry by its standard names (<c>OTEL_*</c>): figures for <c>/metrics</c>, and both figures and spans by OTLP where an endpoint is named.
/// </summary>
internal static class ObservabilitySetup
{
    private const string ServiceName = "bot";

    /// <summary>The framework's own figures of the collector, the thread pool and exceptions.</summary>
    private const string RuntimeMeter = "System.Runtime";

    /// <summary>HttpClient's own spans, by the semantic conventions, with queries left out.</summary>
    public const string HttpClientSource = "System.Net.Http";

    /// <summary>
    /// Combinations of tags that one figure may have. The SDK makes room for 2,000 of each, 144 kB, when it is made; only the sessions, counted by state, may
    /// come near that.
    /// </summary>
    private const int Series = 500;

    /// <summary>Registers the one <see cref="Redactor"/> of the host: it strikes the secrets of this installation.</summary>
    public static IServiceCollection AddRedactor(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(_ => new Redactor(SettingTables.SecretsIn(configuration)));
        return services;
    }

    public static IServiceCollection AddObservability(this IServiceCollection services, IConfiguration configuration)
    {
        var telemetry = TelemetryOptions.Of(configuration);
        if (!telemetry.Metrics && !telemetry.Traces) return services;

        // The start stops and tells them all; an exporter would throw before that.
        if (telemetry.Faults().Any()) return services;

        // The SDK reads its names from the configuration, where they stand as they were given.
        var open = services.AddOpenTelemetry().ConfigureResource(Describe);
        if (telemetry.Metrics) open.WithMetrics(metrics => Measure(metrics, telemetry)).Services.AddMetrics().AddHostedService<StoreMetrics>();
        if (telemetry.Traces)
        {
            services.AddRedactor(configuration);
            open.WithTracing(traces => Trace(traces, telemetry)).Services.AddSingleton<IEngineObserver, UnkeptTraces>();
        }

        return services;
    }

    /// <summary>The environment's names win over ours.</summary>
    private static void Describe(ResourceBuilder resource) => resource.Clear()
        .AddService(ServiceName,
            serviceVersion: Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion)
        .AddTelemetrySdk().AddEnvironmentVariableDetector();

    private static void Measure(MeterProviderBuilder metrics, TelemetryOptions telemetry)
    {
        metrics.AddMeter(EngineMetrics.MeterName, HostTelemetry.Name, RuntimeMeter).AddPrometheusExporter()
            .AddView(figure => figure.Name == StoreMetrics.Sessions ? null : new MetricStreamConfiguration { CardinalityLimit = Series });
        if (telemetry.MetricsByOtlp) metrics.AddOtlpExporter(options => Address(options, telemetry, "METRICS"));
    }

    private static void Trace(TracerProviderBuilder traces, TelemetryOptions telemetry) => traces
        .AddSource(EngineTraces.SourceName, HostTelemetry.Name, HttpClientSource)
        .AddProcessor(all => new RedactingProcessor(all.GetRequiredService<Redactor>()))
        .AddOtlpExporter(options => Address(options, telemetry, "TRACES"));

    /// <summary>What is named for one signal. The exporter reads the names for all of them itself, and none of these.</summary>
    private static void Address(OtlpExporterOptions options, TelemetryOptions telemetry, string signal)
    {
        if (telemetry.Of(signal, "PROTOCOL") is { } protocol) options.Protocol = protocol == "grpc" ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        if (telemetry.Of(signal, "ENDPOINT") is { } endpoint) options.Endpoint = new(endpoint);
        if (telemetry.Of(signal, "HEADERS") is { } headers) options.Headers = headers;
        if (int.TryParse(telemetry.Of(signal, "TIMEOUT"), CultureInfo.InvariantCulture, out var milliseconds)) options.TimeoutMilliseconds = milliseconds;
    }
}
