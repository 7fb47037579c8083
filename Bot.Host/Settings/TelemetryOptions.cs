using Bot.Gateways.Settings;

namespace Bot.Host.Settings;

/// <summary>
/// What the standard OpenTelemetry names say (<c>OTEL_*</c>); the SDK reads them from the configuration itself, those that are not listed here too.
/// </summary>
/// <param name="Values">All of them, as they were given.</param>
internal sealed record TelemetryOptions(IReadOnlyDictionary<string, string> Values)
{
    /// <summary>With what all of their names begin. They keep their names in the configuration.</summary>
    public const string Prefix = "OTEL_";

    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Headers = "OTEL_EXPORTER_OTLP_HEADERS";

    public static SettingTable Table { get; } = new("",
    [
        // Headers carry the collector's key.
        Setting.Secret(Headers, Headers),
        .. new[] { Endpoint, "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_SERVICE_NAME", "OTEL_RESOURCE_ATTRIBUTES", "OTEL_TRACES_EXPORTER", "OTEL_TRACES_SAMPLER", "OTEL_TRACES_SAMPLER_ARG", "OTEL_METRICS_EXPORTER", "OTEL_SDK_DISABLED" }
            .Select(name => Setting.Text(name, name)),
    ]);

    /// <summary>Figures are kept and served at <c>/metrics</c>.</summary>
    public bool Metrics => !Disabled && !Is("OTEL_METRICS_EXPORTER", "none");

    /// <summary>Figures also leave by OTLP.</summary>
    public bool MetricsByOtlp => Metrics && (Has(Endpoint) || Has("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"));

    /// <summary>Spans are made, sampled and leave by OTLP.</summary>
    public bool Traces => !Disabled && !Is("OTEL_TRACES_EXPORTER", "none") && (Has(Endpoint) || Has("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"));

    private bool Disabled => Is("OTEL_SDK_DISABLED", "true");

    public static TelemetryOptions Of(IConfiguration configuration) => new(configuration.GetChildren()
        .Where(section => section.Key.StartsWith(Prefix, StringComparison.Ordinal) && section.Value is not null)
        .ToDictionary(section => section.Key, section => section.Value!, StringComparer.Ordinal));

    private bool Has(string name) => Values.ContainsKey(name);

    private bool Is(string name, string word) => Values.TryGetValue(name, out var value) && value.Equals(word, StringComparison.OrdinalIgnoreCase);
}
