using System.Globalization;
using Bot.Bench.Figures;
using Bot.Bench.Turns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Bot.Bench.Rows;

/// <summary>The machine without anything around it, measured by BenchmarkDotNet inside this process.</summary>
internal static class PureRow
{
    private const double Goal = 450_000;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(TextWriter output)
    {
        var conversation = await RecordedConversation.PlayAsync(RecordedConversation.Fastag);
        var turns = conversation.Inputs.Length;
        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(8).WithIterationCount(12))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(BenchmarkDotNet.Columns.DefaultColumnProviders.Instance)
            .AddLogger(NullLogger.Instance)
            .WithOptions(ConfigOptions.DisableLogFile | ConfigOptions.DisableOptimizationsValidator)
            .WithArtifactsPath(Directory.CreateTempSubdirectory("bot-figures-").FullName);
        var summary = await Task.Run(() => BenchmarkRunner.Run<PureTurnBenchmark>(config));
        Directory.Delete(config.ArtifactsPath, recursive: true);

        var whole = TimeOf(summary, nameof(PureTurnBenchmark.Turns)) / turns;
        var bare = TimeOf(summary, nameof(PureTurnBenchmark.BareJson)) / turns;
        var parts = string.Join(", ",
            new[] { nameof(PureTurnBenchmark.Read), nameof(PureTurnBenchmark.ReadAndAdvance), nameof(PureTurnBenchmark.Render),
                nameof(PureTurnBenchmark.Write) }
            .Select(part => string.Create(CultureInfo.InvariantCulture, $"{part} {TimeOf(summary, part) / turns / 1000:0.00} us {BytesOf(summary, part) / turns:0} B")));
        await output.WriteLineAsync($"  {turns} turns: {parts}");
        var rate = 1e9 / whole;
        return
        [
            new("pure", $"turns of the whole fastag-assign conversation, login included ({turns} turns); {parts}",
                string.Create(CultureInfo.InvariantCulture, $"{rate:#,0}/s and core, {BytesOf(summary, nameof(PureTurnBenchmark.Turns)) / turns:0} B a turn"),
                "450,000/s", rate >= Goal,
                string.Create(CultureInfo.InvariantCulture, $"{1e9 / bare:#,0}/s: the same JSON tokenised and written by System.Text.Json, nothing else"), FigureFormat.Ratio(rate * bare / 1e9)),
        ];
    }

    private static double TimeOf(Summary summary, string method) => ReportOf(summary, method).ResultStatistics!.Median;

    private static double BytesOf(Summary summary, string method) =>
        ReportOf(summary, method).GcStats.GetBytesAllocatedPerOperation(ReportOf(summary, method).BenchmarkCase) ?? 0;

    private static BenchmarkReport ReportOf(Summary summary, string method) =>
        summary.Reports.SingleOrDefault(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == method && report.ResultStatistics is not null)
        ?? throw new InvalidOperationException($"{method} was not measured: {string.Join("; ", summary.ValidationErrors.Select(error => error.Message))}");
}
