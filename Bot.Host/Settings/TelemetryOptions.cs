using System.Globalization;
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
    private const string Sampler = "OTEL_TRACES_SAMPLER";
    private static readonly string[] Signals = ["TRACES", "METRICS"];
    private static readonly string[] Protocols = ["grpc", "http/protobuf"];
    private static readonly string[] Samplers =
        ["always_on", "always_off", "traceidratio", "parentbased_always_on", "parentbased_always_off", "parentbased_traceidratio"];

    private static readonly Form[] Forms =
    [
        .. ForEachSignal("ENDPOINT", new("an http or https address", "http://collector:4317", IsAddress)),
        .. ForEachSignal("PROTOCOL", new("grpc or http/protobuf", "http/protobuf", value => Protocols.Contains(value))),
        .. ForEachSignal("HEADERS", new("name=value, comma separated", "api-key=value", ArePairs)),
        new("name=value, comma separated", "deployment.environment.name=production", ArePairs) { Name = "OTEL_RESOURCE_ATTRIBUTES" },
        new("none or otlp", "none", value => AreOf(value, "none", "otlp")) { Name = "OTEL_TRACES_EXPORTER" },
        new("none, otlp or prometheus", "none", value => AreOf(value, "none", "otlp", "prometheus")) { Name = "OTEL_METRICS_EXPORTER" },
        new($"one of {string.Join(", ", Samplers)}", "parentbased_traceidratio", value => AreOf(value, Samplers)) { Name = Sampler },
        new("a number from 0 to 1", "0.01", IsPart) { Name = Sampler + "_ARG" },
        new("true or false", "true", value => bool.TryParse(value, out _)) { Name = "OTEL_SDK_DISABLED" },
    ];

    public static SettingTable Table { get; } = new("",
    [
        // Headers carry the collector's key.
        Setting.Secret(Headers, Headers),
        .. new[] { Endpoint, "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_SERVICE_NAME", "OTEL_RESOURCE_ATTRIBUTES", "OTEL_TRACES_EXPORTER", Sampler, Sampler + "_ARG", "OTEL_METRICS_EXPORTER", "OTEL_SDK_DISABLED" }
            .Select(name => Setting.Text(name, name)),
    ]);

    /// <summary>Figures are kept and served at <c>/metrics</c>.</summary>
    public bool Metrics => !Disabled && !Is("OTEL_METRICS_EXPORTER", "none");

    /// <summary>Figures also leave by OTLP.</summary>
    public bool MetricsByOtlp => Metrics && (Has(Endpoint) || Has("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"));

    /// <summary>Spans are made, sampled and leave by OTLP.</summary>
    public bool Traces => !Disabled && !Is("OTEL_TRACES_EXPORTER", "none") && (Has(Endpoint) || Has("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"));

    /// <summary>What no log line may show: headers carry keys.</summary>
    public IEnumerable<string> Secrets => Values.Where(pair => pair.Key.EndsWith("_HEADERS", StringComparison.Ordinal)).Select(pair => pair.Value);

    private bool Disabled => Is("OTEL_SDK_DISABLED", "true");

    public static TelemetryOptions Of(IConfiguration configuration) => new(configuration.GetChildren()
        .Where(section => section.Key.StartsWith(Prefix, StringComparison.Ordinal) && section.Value is not null)
        .ToDictionary(section => section.Key, section => section.Value!, StringComparer.Ordinal));

    /// <summary>A sentence for each value that the SDK would pass over in silence: spans would go elsewhere, or all be kept.</summary>
    public IEnumerable<string> Faults() =>
        from form in Forms
        where Values.TryGetValue(form.Name, out var value) && !form.Takes(value)
        let shown = form.Name.EndsWith("_HEADERS", StringComparison.Ordinal) ? "this" : $"\"{Values[form.Name]}\""
        select $"{form.Name}: {shown} is not {form.Expected}; write e.g. {form.Name}={form.Example}";

    /// <summary>What is named for one signal alone; null when nothing is.</summary>
    /// <param name="signal"><c>TRACES</c> or <c>METRICS</c>.</param>
    /// <param name="name"><c>ENDPOINT</c>, <c>PROTOCOL</c>, <c>HEADERS</c>, <c>TIMEOUT</c>.</param>
    public string? Of(string signal, string name) => Values.GetValueOrDefault($"OTEL_EXPORTER_OTLP_{signal}_{name}");

    private static IEnumerable<Form> ForEachSignal(string name, Form form) =>
    [
        form with { Name = $"OTEL_EXPORTER_OTLP_{name}" },
        .. Signals.Select(signal => form with
        {
            Name = $"OTEL_EXPORTER_OTLP_{signal}_{name}",
            Example = name == "ENDPOINT" ? $"http://collector:4318/v1/{(signal == "TRACES" ? "traces" : "metrics")}" : form.Example,
        }),
    ];

    private static bool IsAddress(string value) => Uri.TryCreate(value, UriKind.Absolute, out var link) && link.Scheme is "http" or "https";

    private static bool IsPart(string value) => double.TryParse(value, CultureInfo.InvariantCulture, out var part) && part is >= 0 and <= 1;

    private static bool ArePairs(string value) => value.Split(',').All(pair => pair.IndexOf('=', StringComparison.Ordinal) > 0);

    private static bool AreOf(string value, params string[] known) =>
        value.Split(',', StringSplitOptions.TrimEntries).All(word => known.Contains(word, StringComparer.OrdinalIgnoreCase));

    private bool Has(string name) => Values.ContainsKey(name);

    private bool Is(string name, string word) => Values.TryGetValue(name, out var value) && value.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <param name="Expected">Ends the sentence "... is not".</param>
    /// <param name="Example">A value that is taken.</param>
    private sealed record Form(string Expected, string Example, Func<string, bool> Takes)
    {
        public string Name { get; init; } = "";
    }
}
