using System.Globalization;
using Bot.Host.Observability;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;
using Serilog.Parsing;

namespace Bot.Tests.Host.Observability;

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
        {
            await Task.WhenAll(Enumerable.Range(0, threads).Select(thread => Task.Run(() =>
            {
                for (var number = 0; number < each; number++) sink.Emit(Line($"{thread} {number}"));
            })));
        }

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
    public void What_ends_it_on_its_own_thread_waits_for_nobody()
    {
        using var ended = new ManualResetEventSlim();
        BackgroundSink sink = null!;
        sink = new BackgroundSink(new Lines(), () =>
        {
            sink.Dispose();
            ended.Set();
        });

        sink.Emit(Line("the last one"));

        ended.Wait(TimeSpan.FromMinutes(1)).Should().BeTrue();
    }

    [Fact]
    public void A_disk_that_refuses_lines_stops_nobody_and_the_gap_is_told_of_afterwards()
    {
        var lines = new Lines();
        using var refused = new SemaphoreSlim(0);
        var full = true;
        using (var sink = new BackgroundSink(lines, () =>
        {
            if (!Volatile.Read(ref full)) return;
            refused.Release();
            throw new IOException("No space left on device");
        }))
        {
            for (var number = 0; number < 3; number++)
            {
                sink.Emit(Line($"lost {number}"));
                refused.Wait(TimeSpan.FromMinutes(1)).Should().BeTrue();
            }

            Volatile.Write(ref full, false);
            sink.Emit(Line("there is room"));
        }

        lines.Rendered.TakeLast(2).Should().Equal("Up to 3 log lines before this one could not be written", "there is room");
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

        public List<string> Rendered { get; } = [];

        public void Emit(LogEvent logEvent)
        {
            Written.Add(logEvent.MessageTemplate.Text);
            Rendered.Add(logEvent.RenderMessage(CultureInfo.InvariantCulture));
        }
    }
}
