namespace Bot.Host.Settings;

/// <summary>What the standard OpenTelemetry names say (<c>OTEL_*</c>); the SDK reads the rest of them itself.</summary>
/// <param name="Values">All of them, as they were given.</param>
internal sealed record TelemetrySettings(IReadOnlyDictionary<string, string> Values)
{
    public const string Prefix = "OTEL_";

    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Nothing is measured and nothing exported.</summary>
    public static TelemetrySettings None { get; } = new(new Dictionary<string, string> { ["OTEL_SDK_DISABLED"] = "true" });

    /// <summary>Figures are kept and served at <c>/metrics</c>.</summary>
    public bool Metrics => !Disabled && !Is("OTEL_METRICS_EXPORTER", "none");

    /// <summary>Figures also leave by OTLP.</summary>
    public bool MetricsByOtlp => Metrics && (Has(Endpoint) || Has("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"));

    /// <summary>Spans are made, sampled and leave by OTLP.</summary>
    public bool Traces => !Disabled && !Is("OTEL_TRACES_EXPORTER", "none") && (Has(Endpoint) || Has("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"));

    private bool Disabled => Is("OTEL_SDK_DISABLED", "true");

    public static TelemetrySettings Read(SettingReader read)
    {
        // Headers carry the collector's key.
        read.Secret("OTEL_EXPORTER_OTLP_HEADERS");
        foreach (var name in (ReadOnlySpan<string>)[Endpoint, "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_SERVICE_NAME", "OTEL_RESOURCE_ATTRIBUTES", "OTEL_TRACES_EXPORTER", "OTEL_TRACES_SAMPLER", "OTEL_TRACES_SAMPLER_ARG", "OTEL_METRICS_EXPORTER", "OTEL_SDK_DISABLED"]) read.Text(name);
        return new(read.AllOf(Prefix));
    }

    private bool Has(string name) => Values.ContainsKey(name);

    private bool Is(string name, string word) => Values.TryGetValue(name, out var value) && value.Equals(word, StringComparison.OrdinalIgnoreCase);
}
