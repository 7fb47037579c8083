using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bot.Engine.Conversations;
using Bot.Engine.Diagnostics;
using Bot.Host.Observability;
using Bot.Tests.Host.Api;
using Bot.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bot.Tests.Host.Observability;

/// <summary>What is measured, what the page about it says, and what the dashboard asks for, are the same.</summary>
public sealed partial class MetricNamesTests
{
    private static readonly IReadOnlyList<(string Name, string Unit, string Kind)> Measured = Collect();

    /// <summary>What the bot itself measures.</summary>
    internal static IEnumerable<(string Name, string Unit, string Kind)> Ours => Measured.Where(figure => figure.Name.StartsWith("bot.", StringComparison.Ordinal));

    [Fact]
    public void The_dashboard_asks_for_figures_that_exist() =>
        Asked().Except(Measured.SelectMany(figure => PrometheusNames(figure.Name, figure.Unit, figure.Kind))).Should().BeEmpty();

    [Fact]
    public void The_dashboard_shows_every_figure_of_ours() =>
        Ours.Where(figure => !PrometheusNames(figure.Name, figure.Unit, figure.Kind).Intersect(Asked()).Any()).Should().BeEmpty();

    [Fact]
    public void The_page_about_figures_has_a_row_with_the_unit_of_each()
    {
        var rows = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "observability.md"));

        Ours.Select(figure => $"| `{figure.Name}` | `{figure.Unit}` |")
            .Where(row => !rows.Any(line => line.StartsWith(row, StringComparison.Ordinal))).Should().BeEmpty();
    }

    [Fact]
    public void The_page_about_figures_has_no_row_of_one_that_is_not_measured() =>
        Rows().Select(row => row.Name).Except(Measured.Select(figure => figure.Name)).Should().BeEmpty();

    [Fact]
    public async Task The_page_names_the_labels_that_each_figure_carries()
    {
        using var labels = new LabelRecorder();
        await labels.RecordAllAsync();

        Rows().Select(row => $"{row.Name} by {row.Labels}").Should().BeEquivalentTo(labels.Seen.Select(figure => $"{figure.Key} by {figure.Value}"));
    }

    [Fact]
    public void The_dashboard_tells_figures_apart_by_labels_that_they_carry()
    {
        var labels = Rows().SelectMany(row => row.Labels.Split(' ')).Select(label => label.Replace('.', '_')).Append("le");

        Expressions().SelectMany(expression => Labels().Matches(expression)).SelectMany(match => match.Groups[1].Value.Split(", "))
            .Except(labels).Should().BeEmpty();
    }

    [Theory]
    [InlineData("sum by (bot_input) (rate(bot_turns_total[5m]))", "bot_turns_total")]
    [InlineData("histogram_quantile(0.5, sum by (le) (rate(bot_made_up_seconds_bucket[5m])))", "bot_made_up_seconds_bucket")]
    public void A_figure_is_found_in_what_is_asked_and_a_label_is_none(string expression, string name) => Names(expression).Should().Equal(name);

    private static IEnumerable<string> Asked() => Expressions().SelectMany(Names).Distinct();

    private static IEnumerable<string> Expressions()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "deploy", "grafana-dashboard.json")));
        return [.. dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray()).Select(target => target.GetProperty("expr").GetString()!)];
    }

    /// <summary>The page's table of five columns: each figure with the labels of its column "by", in order and with a space between.</summary>
    private static IEnumerable<(string Name, string Labels)> Rows() =>
        from line in File.ReadAllLines(Path.Combine(Repository.Root, "docs", "observability.md"))
        where line.StartsWith("| `bot.", StringComparison.Ordinal)
        let cells = line.Split('|', StringSplitOptions.TrimEntries)
        where cells.Length == 7
        select (cells[1].Trim('`'), cells[3].Replace("`", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal));

    private static IEnumerable<string> Names(string expression) => Figure().Matches(Labels().Replace(expression, "")).Select(match => match.Value);

    /// <summary>As the exporter for Prometheus writes them: <see cref="MetricsRouteTests"/> asks it.</summary>
    internal static IEnumerable<string> PrometheusNames(string name, string unit, string kind)
    {
        var full = name.Replace('.', '_') + (unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" });
        return kind switch
        {
            "Counter" => [full + "_total"],
            "Histogram" => [full + "_bucket", full + "_sum", full + "_count"],
            _ => [full],
        };
    }

    private static (string Name, string Unit, string Kind)[] Collect()
    {
        var found = new ConcurrentDictionary<string, (string Name, string Unit, string Kind)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name is EngineMetrics.MeterName or HostTelemetry.Name or "System.Runtime")
                    found[instrument.Name] = (instrument.Name, instrument.Unit ?? "", instrument.GetType().Name.Split('`')[0]);
            },
        };
        listener.Start();
        using var meters = new MeterBench();
        RuntimeHelpers.RunClassConstructor(typeof(EngineMetrics).TypeHandle);
        RuntimeHelpers.RunClassConstructor(typeof(HostTelemetry).TypeHandle);
        using var store = new StoreMetrics(new FakeStore(_ => new(true, 0, null, 0)), new CountedStates(), meters.Meters, TimeProvider.System,
            NullLogger<StoreMetrics>.Instance, MeterBench.Budgets);
        return [.. found.Values];
    }

    [GeneratedRegex(@"\bby \(([^)]*)\)")]
    private static partial Regex Labels();

    [GeneratedRegex(@"\b(?:bot|dotnet)_\w+")]
    private static partial Regex Figure();
}
