using System.Globalization;
using Bot.Host.Logs;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;
using Serilog.Parsing;

namespace Bot.Tests.Host.Logs;

public sealed class BackgroundSinkTests
{
    private static readonly MessageTemplateParser Parser = new();

    [Fact]
    public async Task Every_line_is_written_by_the_time_it_ends_each_threads_in_their_order()
    {
        // More than may wait at once, so that those who write must wait, too.
        const int threads = 4, each = 10_000;
        var lines = new Lines();
        using (var sink = new BackgroundSink(lines, () => { }))
            await Task.WhenAll(Enumerable.Range(0, threads).Select(thread => Task.Run(() =>
            {
                for (var number = 0; number < each; number++) sink.Emit(Line($"{thread} {number}"));
            })));

        lines.Written.Should().HaveCount(threads * each);
        foreach (var thread in lines.Written.Select(line => line.Split(' ')).GroupBy(line => line[0]))
            thread.Select(line => int.Parse(line[1], CultureInfo.InvariantCulture)).Should().Equal(Enumerable.Range(0, each));
    }

    [Fact]
    public void A_line_after_the_end_is_written_at_once()
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        var collected = new CollectedOutput(output, new MessageTemplateTextFormatter("{Message:lj};", CultureInfo.InvariantCulture));
        var sink = new BackgroundSink(collected, collected.Flush);
        sink.Emit(Line("while it runs"));
        sink.Dispose();

        sink.Emit(Line("afterwards"));

        output.ToString().Should().Be("while it runs;afterwards;");
    }

    [Fact]
    public void What_was_collected_leaves_when_nothing_more_waits()
    {
        using var bytes = new MemoryStream();
        using var left = new ManualResetEventSlim();
        using var writer = new StreamWriter(bytes);
        var collected = new CollectedOutput(writer, new MessageTemplateTextFormatter("{Message:lj};", CultureInfo.InvariantCulture));
        using var sink = new BackgroundSink(collected, () =>
        {
            collected.Flush();
            left.Set();
        });

        sink.Emit(Line("one line"));

        left.Wait(TimeSpan.FromMinutes(1)).Should().BeTrue();
        bytes.ToArray().Should().Equal("one line;"u8.ToArray());
    }

    private static LogEvent Line(string text) => new(DateTimeOffset.UnixEpoch, LogEventLevel.Information, null, Parser.Parse(text), []);

    private sealed class Lines : ILogEventSink
    {
        public List<string> Written { get; } = [];

        public void Emit(LogEvent logEvent) => Written.Add(logEvent.MessageTemplate.Text);
    }
}
